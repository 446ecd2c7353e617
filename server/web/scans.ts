import { authorise } from '#kernel/authorise.ts'
import type { FormView } from '#kernel/page.ts'
import {
  itemByCode,
  itemStream,
  lotHref,
  lotsNamed,
  orderByNumber,
  orderStream,
  readyOrders,
  scannedBy,
} from '#modules/dispensary/published.ts'
import { forbidden } from '#web/access.ts'
import { isProblem, sentBy } from '#web/body.ts'
import { halForm } from '#web/hal-forms.ts'
import { offersOn } from '#web/offers.ts'
import { sendJson, sendOn, sendPage, sendProblem } from '#web/respond.ts'
import type { Visit } from '#web/visit.ts'

/** Where what was scanned is sent: posted, since a collection code must stand in no address. */
const place = '/scans'
const longest = 40
const bench = { href: '/queue', title: 'Orders' }

/** What is done next with an order that lies before whoever scanned it. */
const next = ['mark-ready', 'hand-over-order']

async function hrefOfOrder(visit: Visit, id: string): Promise<string> {
  const stream = orderStream(id)
  const [offer] = await offersOn(visit, stream, next)
  return offer?.href ?? visit.site.map.href(stream) ?? '/'
}

function codeOf(state: unknown): unknown {
  const isReady = typeof state === 'object' && state !== null && 'code' in state
  return isReady && 'status' in state && state.status === 'ready' ? state.code : undefined
}

/** The orders that wait to be collected under this code: as a rule one. */
async function collectable({ site }: Visit, code: string): Promise<readonly string[]> {
  const ids = await site.store.query(readyOrders())
  const states = await Promise.all(ids.map((id) => site.things.of(orderStream(id))))
  return ids.filter((_, index) => codeOf(states[index]?.state) === code)
}

/** Where something that was scanned or typed leads, or why nowhere. */
async function placeOf(visit: Visit, typed: string): Promise<{ href: string } | { error: string }> {
  const { store, map } = visit.site
  const digits = typed.replaceAll(/[\s#]/g, '')
  if (/^\d{6}$/.test(digits)) {
    const [id, another] = await collectable(visit, digits)
    if (another) return { error: 'More than one order has this code. Type the order’s number.' }
    if (id) return { href: await hrefOfOrder(visit, id) }
  }
  if (/^\d{1,9}$/.test(digits)) {
    const order = await store.query(orderByNumber(Number(digits)))
    if (order) return { href: await hrefOfOrder(visit, order.id) }
  }
  const item = await store.query(itemByCode(typed.toUpperCase()))
  const href = item && map.href(itemStream(item.id))
  if (href) return { href }
  return (
    (await lotPlaceOf(visit, typed)) ?? {
      error:
        'Nothing here has this number, code or lot. Type it as it stands on the label, the mail or the shelf.',
    }
  )
}

/** The lot whose name was scanned, where one item alone has such a lot. */
async function lotPlaceOf({ site }: Visit, typed: string) {
  const [lot, another] = await site.store.query(lotsNamed(typed))
  if (!lot) return undefined
  if (another) return { error: 'More than one item has a lot of this name. Scan the item’s code.' }
  return { href: lotHref(lot.item, lot.lot) }
}

function formOf(typed: string, error?: string): FormView {
  const detail = error ? { error } : {}
  return {
    name: 'find-order',
    action: place,
    heading: 'Find an order or an item',
    submit: 'Go',
    hidden: [],
    inputs: [
      {
        kind: 'text',
        name: 'scanned',
        label: 'Order number, collection code, item code or lot',
        hint: 'Scan it, or type it and press Enter',
        required: true,
        maxLength: longest,
        width: 'medium',
        autocomplete: 'off',
        value: typed,
        ...detail,
      },
    ],
    errors: error ? [{ field: 'scanned', code: 'unknown', detail: error }] : [],
    checkFirst: false,
  }
}

async function sendForm(visit: Visit, form: FormView): Promise<void> {
  const { request, response, wants } = visit
  const status = form.errors.length > 0 ? 422 : 200
  if (wants.kind === 'machine') {
    response.status(status)
    return sendJson(request, response, halForm(place, form), wants.type)
  }
  const head = {
    title: form.heading,
    heading: form.heading,
    back: bench,
    width: 'form' as const,
    error: status === 422,
  }
  return sendPage(visit, status, 'forms/form.njk', head, { form })
}

const mayScan = ({ viewer }: Visit) => authorise(scannedBy, viewer.actor, null) === 'granted'

/** Answers `GET /scans`: the form by itself. */
export async function answerScanForm(visit: Visit): Promise<void> {
  return mayScan(visit)
    ? sendForm(visit, formOf(''))
    : sendProblem(visit, forbidden(visit, scannedBy))
}

/** Answers `POST /scans`: leads to what is done next with the thing that was scanned. */
export async function answerScan(visit: Visit): Promise<void> {
  if (!mayScan(visit)) return sendProblem(visit, forbidden(visit, scannedBy))
  const sent = sentBy(visit.request)
  if (isProblem(sent)) return sendProblem(visit, sent)
  const typed = sent.unclear.includes('scanned') ? '' : (sent.values['scanned'] ?? '').trim()
  if (typed === '') return sendForm(visit, formOf('', 'Scan or type a number or a code.'))
  const found = await placeOf(visit, typed.slice(0, longest))
  return 'href' in found
    ? sendOn(visit, found.href)
    : sendForm(visit, formOf(typed.slice(0, longest), found.error))
}
