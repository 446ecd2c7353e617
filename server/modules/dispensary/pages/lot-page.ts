import { foldAll } from '#kernel/decider.ts'
import type { Page, PageContext } from '#kernel/page.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { personById, personStream } from '#modules/people/published.ts'
import { longDay } from '#values/local-time.ts'
import { formatPhone } from '#values/phone.ts'
import { item } from '../deciders/item.ts'
import { lotOf } from '../deciders/item-shelf.ts'
import type { Item, Lot } from '../deciders/item-state.ts'
import { bagsWith, promisesOf, receiversOf } from '../projections/shelf-queries.ts'
import { itemStream, orderStream } from '../published.ts'
import { isGood } from '../rules/first-out.ts'
import { backToBenchHref, lotHref } from './lot-links.ts'

type Concerned = {
  readonly order: string
  readonly number: number | null
  readonly patient: string | null
  readonly quantity: number
  readonly when: string
  /** Where a ready order is put back on the bench, if what lies in its bag must not go out. */
  readonly back?: string
}

type Reached = Concerned & { readonly name: string; readonly phone: string; readonly email: string }

/** Who they are and how they are reached; whoever was erased is reached no more. */
async function reached(
  { ask, say }: PageContext,
  concerned: readonly Concerned[],
): Promise<readonly Reached[]> {
  const clinic = await ask(clinicSettings())
  return await Promise.all(
    concerned.map(async (one) => {
      const person = one.patient ? await ask(personById(one.patient)) : undefined
      const phone = person?.phone ? formatPhone(person.phone, clinic?.country ?? '') : ''
      return { ...one, name: say.name(one.patient ?? ''), phone, email: person?.email ?? '' }
    }),
  )
}

function peopleTable({ href }: PageContext, caption: string, people: readonly Reached[]) {
  const rows = people.map(
    ({ order, number, patient, quantity, when, back, name, phone, email }) => ({
      cells: [
        { text: name, strong: true, ...(patient ? { href: href(personStream(patient)) } : {}) },
        { text: phone },
        { text: email },
        { text: String(quantity) },
        { text: `Order ${number ?? ''}`, href: href(orderStream(order)), rel: 'order' },
        back
          ? { text: `${when}: put it back on the bench`, href: back, rel: 'put-back-preparation' }
          : { text: when },
      ],
    }),
  )
  return {
    caption,
    tall: true,
    columns: [
      { title: 'Who', kind: 'name' },
      { title: 'Phone', kind: 'text' },
      { title: 'E-mail', kind: 'text' },
      { title: 'Pieces', kind: 'number' },
      { title: 'Order', kind: 'text' },
      { title: 'When', kind: 'text' },
    ],
    groups: [{ rows }],
  }
}

async function concernedBy(context: PageContext, id: string, lot: string, isGoing: boolean) {
  const { ask, say } = context
  const got = (await ask(receiversOf(id, lot))).map((one) => {
    const back = one.returned > 0 ? `, ${one.returned} came back` : ''
    return { ...one, when: `${say.moment(one.at).text}${back}` }
  })
  const bags = (await ask(bagsWith(id, lot))).map((one) => ({
    ...one,
    when: 'in the bag',
    ...(one.state === 'ready' && !isGoing ? { back: backToBenchHref(context, one.order) } : {}),
  }))
  const promised = (await ask(promisesOf(id)))
    .filter(({ quantity, picked }) => quantity > picked)
    .map((one) => ({ ...one, quantity: one.quantity - one.picked, when: 'not picked yet' }))
  return {
    got: await reached(context, got),
    bags: await reached(context, bags),
    promised: await reached(context, promised),
  }
}

function standing({ recalled, expires }: Lot, today: string) {
  if (recalled) return { shape: 'barred', text: 'Recalled', tone: 'bad', tint: true }
  if (!isGood({ recalled, expires }, today)) {
    return { shape: 'cross', text: 'Expired', tone: 'bad', tint: true }
  }
  return { shape: 'tick', text: 'May be handed out' }
}

function csv(people: readonly Reached[], state: string) {
  return people.map(({ name, phone, email, quantity, number, when }) => {
    return [state, name, phone, email, quantity, number ?? '', when]
  })
}

/** One lot: how it stands, who got it and how to reach them, and in whose bags it lies. */
export const lotPage: Page = {
  path: '/items/:id/lot',
  view: 'dispensary/lot.njk',
  by: { dispenser: 'clinic', manager: 'clinic' },
  thing: 'item',
  async read(context) {
    const { params, query, say, at } = context
    const id = params['id'] ?? ''
    const lot = (query['lot'] ?? '').trim()
    const known = foldAll(item as never, await context.stream(itemStream(id))) as Item
    if (known.status === 'none') return undefined
    const found = lotOf(known, lot)
    // Which lot is meant is chosen on the item's own page.
    if (lot === '') return { title: known.name, state: {}, moved: context.href(itemStream(id)) }
    if (!found) return undefined
    const { got, bags, promised } = await concernedBy(
      context,
      id,
      lot,
      isGood(found, say.day(at).iso),
    )
    const table = (caption: string, people: readonly Reached[]) =>
      people.length > 0 ? peopleTable(context, caption, people) : undefined
    const head = ['How', 'Who', 'Phone', 'E-mail', 'Pieces', 'Order', 'When']
    const href = lotHref(id, lot)
    return {
      title: `Lot ${lot} of ${known.name}`,
      back: { rel: 'item', href: context.href(itemStream(id)), title: known.name },
      links: [{ rel: 'csv', href: `${href}&format=csv`, title: 'The list as a table (CSV)' }],
      state: {
        item: id,
        lot,
        expires: found.expires,
        recalled: found.recalled,
        onHand: found.onHand,
        got: got.map(({ number, quantity }) => ({ number, quantity })),
        bags: bags.map(({ number, quantity }) => ({ number, quantity })),
      },
      print: {
        asOf: say.moment(at).text,
        until: found.expires ? `Good until ${longDay(found.expires)}. ` : '',
        there: `${found.onHand} on the shelf.`,
        standing: standing(found, say.day(at).iso),
        receivers: table('Who got it', got),
        inBags: table('In whose bags it lies', bags),
        waiting: table('Who is promised this item', promised),
      },
      table: {
        fileName: `lot-${lot.replaceAll(/[^\w-]+/g, '-')}.csv`,
        rows: [
          head,
          ...csv(got, 'got it'),
          ...csv(bags, 'in the bag'),
          ...csv(promised, 'promised'),
        ],
      },
    }
  },
}
