import type { Link, Page, PageContext } from '#kernel/page.ts'
import { type ClinicSettings, clinicSettings } from '#modules/clinic/published.ts'
import {
  type OrderRow,
  openOrdersOf,
  orderStream,
  ordersCountOf,
} from '#modules/dispensary/published.ts'
import { type WalletRow, walletOf, walletStream } from '#modules/wallets/published.ts'
import { ageOn, dayOf, longDay } from '#values/local-time.ts'
import { historyOf } from '../history.ts'
import { keptRecord, type PersonRow, personById, personStream, recordStatus } from '../published.ts'
import { contactStream } from './contact-page.ts'
import { contactPart } from './contact-part.ts'
import { mailPart } from './mail-part.ts'
import { readHistory } from './person-history.ts'
import { recordPart } from './record-part.ts'

/** How many open orders are listed, the newest. */
const openShown = 20

type Seen = {
  readonly context: PageContext
  readonly person: PersonRow
  readonly clinic: ClinicSettings
}

/** "Born 14 March 1957, 69 years. maria@example.org." */
function leadOf({ context, person, clinic }: Seen): string {
  const today = dayOf(context.at, clinic.zone)
  const born = person.dob ? [`Born ${longDay(person.dob)}, ${ageOn(today, person.dob)} years`] : []
  const email = person.email ? [person.email] : []
  return [...born, ...email].map((part) => `${part}.`).join(' ')
}

function walletFact({ say, href }: PageContext, wallet: WalletRow | undefined, id: string) {
  // What is shown there until then is how far the registration came.
  if (!wallet) {
    const remark = 'look again in a moment'
    return { title: 'Wallet', text: 'Not open yet', remark, href: href(walletStream(id)) }
  }
  const remark =
    wallet.status === 'frozen'
      ? 'frozen, nothing new can be held'
      : wallet.held > 0
        ? `${say.money(wallet.held).text} held`
        : 'nothing held'
  return {
    title: 'Wallet',
    text: `${say.money(wallet.available).text} free`,
    remark,
    href: href(walletStream(id)),
  }
}

type Order = ReturnType<typeof listed>

function listed(context: PageContext, order: OrderRow) {
  return {
    href: context.href(orderStream(order.id)),
    number: order.number,
    status: order.state,
    what: order.what ?? '',
    total: context.say.money(order.total),
    at: context.say.moment(order.placedAt),
    stuck: order.process === 'stuck',
  }
}

function ordersFact({ open, all }: { readonly open: number; readonly all: number }) {
  const text = open === 0 ? 'None open' : `${open} open`
  const remark = all === 0 ? 'none so far' : `${all} so far`
  return { title: 'Orders', text, remark }
}

/** Some of a person's open orders, and the way to the others where there are more. */
function ordersTable(orders: readonly Order[], count: number, person: string): object | undefined {
  if (orders.length === 0) return undefined
  const rest = count - orders.length
  const more = { href: `/orders?patient=${person}`, title: `And ${rest} more` }
  const rows = orders.map((order) => ({
    cells: [
      { text: `Order ${order.number}`, href: order.href, rel: 'order', remark: order.what },
      { text: order.at.text, tone: 'quiet' },
      { status: statusOf(order) },
      { text: order.total.text, strong: true },
    ],
  }))
  return {
    caption: 'Open orders',
    columns: [
      { title: 'Order', kind: 'text' },
      { title: 'Placed', kind: 'text' },
      { title: 'State', kind: 'status' },
      { title: 'Total', kind: 'number' },
    ],
    groups: [{ rows, ...(rest > 0 ? { more } : {}) }],
  }
}

function statusOf({ status, stuck }: Order): object {
  if (stuck) return { shape: 'barred', tone: 'bad', text: 'Stuck' }
  if (status === 'confirmed') return { shape: 'tick', tone: 'good', text: 'Confirmed' }
  if (status === 'cancelling') return { shape: 'half', text: 'Being cancelled' }
  return { shape: 'half', text: 'On its way' }
}

async function guardianOf({ context, person }: Seen): Promise<Link | undefined> {
  if (!person.guardian) return undefined
  const title = context.say.name(person.guardian)
  return { rel: 'guardian', href: context.href(personStream(person.guardian)), title }
}

/** A person: who they are, their wallet and orders, what happened, and what can be done. */
export const personPage: Page = {
  path: '/patients/:id',
  view: 'people/person.njk',
  thing: 'person',
  foretoldBy: 'registration',
  by: {
    patient: 'own',
    receptionist: 'clinic',
    dispenser: 'clinic',
    practitioner: 'clinic',
    manager: 'clinic',
  },
  async read(context) {
    const { params, query, ask, actor, say } = context
    const id = params['id'] ?? ''
    const [person, clinic] = [await ask(personById(id)), await ask(clinicSettings())]
    if (!person || !clinic) return undefined
    const [kept, status] = [await ask(keptRecord(id)), await ask(recordStatus(id))]
    if (kept) return { title: person.name, state: {}, moved: context.href(personStream(kept)) }
    const wallet = await ask(walletOf(id))
    const count = await ask(ordersCountOf(id))
    const found = await ask(openOrdersOf(id, openShown))
    const openOnes = found.map((order) => listed(context, order))
    const mail = await mailPart(context, id)
    const isAll = query['events'] === 'all'
    const history = await readHistory(context, id, count.all, isAll, mail.streams)
    const own = actor.id === id
    const seen = { context, person, clinic }
    const guardian = await guardianOf(seen)
    const contact = await contactPart(context, id, clinic.country)
    const walletLink = { rel: 'wallet', href: context.href(walletStream(id)), title: 'Wallet' }
    return {
      title: own ? 'You' : person.name || 'Erased',
      back: own
        ? { rel: 'home', href: '/', title: 'Home' }
        : { rel: 'patients', href: '/patients', title: 'People' },
      links: [
        { rel: 'contact', href: context.href(contactStream(id)), title: 'Telephone and address' },
        ...(wallet ? [walletLink] : []),
        ...(guardian ? [guardian] : []),
        ...mail.links,
      ],
      offers: [
        ...(wallet ? await context.offers(walletStream(id), ['top-up-wallet']) : []),
        ...(status === 'open' ? await context.offersToCreate('order', { patient: id }) : []),
        ...(await context.offers(personStream(id))),
        ...contact.offers,
      ],
      state: {
        id,
        name: person.name,
        given: person.given,
        family: person.family,
        born: person.dob,
        phone: person.phone,
        email: person.email,
        ...(wallet ? { available: say.money(wallet.available), held: say.money(wallet.held) } : {}),
      },
      embedded: { orders: openOnes },
      print: {
        lead: leadOf(seen),
        facts: [walletFact(context, wallet, id), ordersFact(count), contact.fact, mail.fact],
        guardian,
        ...(await recordPart(context, id, status ?? 'open')),
        openOrders: ordersTable(openOnes, count.open, id),
        days: historyOf(context, history.shown, history.events, clinic.zone),
        earlier: history.hasEarlier ? `/patients/${id}?events=all` : undefined,
      },
    }
  },
}
