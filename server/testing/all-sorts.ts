import type { Actor } from '#kernel/event.ts'
import { storyId } from '#kernel/story.ts'
import { approvalsOf } from '#modules/approvals/published.ts'
import { itemStream, orderStream } from '#modules/dispensary/published.ts'
import { caseIdOf } from '#modules/help-desk/published.ts'
import { personStream, registrationStream } from '#modules/people/published.ts'
import type { Seat } from '#web/site.ts'
import { ids, openDesk } from './desk.ts'
import { later, type World } from './world.ts'

/** How the patient who asks stands to whose things are asked for; nobody's are the clinic's own. */
export type Relation = 'own' | 'ward' | 'proxy' | 'foreign' | 'erased' | 'nobody'

/** Everybody who asks: a patient and one of each role, by their seats. */
export const askers: readonly Seat[] = [
  ['aisha', ids.aisha, 'patient'],
  ['sam', ids.sam, 'receptionist'],
  ['kofi', ids.kofi, 'dispenser'],
  ['amara', storyId(105), 'practitioner'],
  ['nora', ids.nora, 'manager'],
  ['ada', ids.ada, 'admin'],
].map(([seat = '', id = '', role = '']) => ({ seat, id, name: `${seat}`, role, roleTitle: role }))

/** Whose things there are: Aisha's own, her ward's, of one whose proxy she is, a stranger's, and of one erased. */
export const whose: Readonly<Record<Exclude<Relation, 'nobody'>, string>> = {
  own: ids.aisha,
  ward: storyId(203),
  proxy: ids.maria,
  foreign: storyId(204),
  erased: storyId(205),
}

const system: Actor = { id: 'system:demo', role: 'system', onBehalfOf: null }
const acting = (seat: string): Actor => {
  const found = askers.find((one) => one.seat === seat)
  return { id: found?.id ?? '', role: found?.role ?? '', onBehalfOf: null }
}

type Does = (intent: string, target: string, data: object, id: string, by?: Actor) => Promise<void>

const person = (given: string, dob: string, guardian: string | null) => ({
  given,
  family: 'Okoro',
  dob,
  email: `${given.toLowerCase()}@example.org`,
  phone: '',
  noEmail: null,
  guardian,
  terms: true,
  anyway: null,
})

async function registerOthers(does: Does): Promise<void> {
  const born = { ward: '2018-06-01', foreign: '1970-01-01', erased: '1971-01-01' }
  for (const [relation, dob] of Object.entries(born)) {
    const id = whose[relation as 'ward' | 'foreign' | 'erased']
    const guardian = relation === 'ward' ? ids.aisha : null
    await does('register-patient', registrationStream(id), person(relation, dob, guardian), id)
  }
  const left = { book: false, collect: true, wallet: false }
  const proxy = { proxy: ids.aisha, name: '', phone: '', ...left, until: '2027-01-31' }
  await does('name-proxy', personStream(ids.maria), proxy, storyId(701))
}

/** The order of a person, one each. */
export const orderOf = (relation: Exclude<Relation, 'nobody'>): string =>
  storyId(800 + Object.keys(whose).indexOf(relation))

/** The quote of a person, one each. */
export const quoteOf = (relation: Exclude<Relation, 'nobody'>): string =>
  storyId(830 + Object.keys(whose).indexOf(relation))

// Free of charge, so that it needs no money and leaves none.
async function orderForEach(does: Does): Promise<void> {
  const leaflet = {
    code: 'LEAF',
    name: 'Leaflet',
    unit: 'one',
    price: 0,
    taxRate: 20,
    stocked: false,
    reorderLevel: 0,
    lots: false,
    returnable: false,
    maxPerOrder: 9,
  }
  const item = storyId(702)
  await does('add-catalogue-item', itemStream(item), leaflet, item)
  for (const relation of Object.keys(whose) as Exclude<Relation, 'nobody'>[]) {
    const id = orderOf(relation)
    const form = { patient: whose[relation], lines: [{ item, quantity: 1 }], total: 0, note: '' }
    await does('place-order', orderStream(id), form, id)
    const basket = { patient: whose[relation], lines: [{ item, quantity: 1 }] }
    await does(
      'quote-basket',
      `quote-${quoteOf(relation)}`,
      basket,
      quoteOf(relation),
      acting('sam'),
    )
  }
  const reason = { reason: 'mistake', note: '' }
  await does('cancel-order', orderStream(orderOf('erased')), reason, storyId(703), acting('kofi'))
}

async function erase({ store }: World, does: Does): Promise<void> {
  const target = personStream(whose.erased)
  await does('erase-person', target, { because: 'mistake' }, storyId(704), acting('nora'))
  const [request] = await store.query(approvalsOf(target))
  const form = { request: request?.request ?? '' }
  await does('approve-person-request', target, form, storyId(705), acting('ada'))
}

/** The case of a person, one each. */
export const caseOf = (relation: Exclude<Relation, 'nobody'>): string =>
  storyId(850 + Object.keys(whose).indexOf(relation))

async function openCaseForEach(does: Does): Promise<void> {
  const trouble = { process: 'order', step: 'reserve-stock', error: 'No answer', tries: 6 }
  for (const relation of Object.keys(whose) as Exclude<Relation, 'nobody'>[]) {
    const about = { kind: 'process', stream: `process.order-${orderOf(relation)}` }
    const opened = { about, ...trouble, person: whose[relation], title: '' }
    await does('open-case', `case-${caseOf(relation)}`, opened, caseOf(relation))
  }
}

const stuckOrder = storyId(890)
const day = 86_400_000

/** The one time that many were tried again. */
export const retryId = storyId(891)

// An order that is stuck, and then tried again with all that are stuck like it.
async function tryManyAgain(world: World, does: Does, mend: () => void): Promise<void> {
  const lines = [{ item: storyId(702), quantity: 1 }]
  const data = { patient: whose.own, lines, total: 0, note: '' }
  const target = orderStream(stuckOrder)
  await world.store.submit({ id: stuckOrder, intent: 'place-order', target, actor: system, data })
  later(world, day)
  mend()
  await does(
    'retry-many',
    `retry-${retryId}`,
    { which: caseIdOf(`process.order-${stuckOrder}`) },
    retryId,
    acting('nora'),
  )
}

/** A clinic with a thing of every kind for every relation. */
export async function openAllSorts(): Promise<World> {
  let isBroken = true
  const world = await openDesk({
    seats: askers,
    fault: ({ intent, target }) =>
      isBroken && intent === 'price-order' && target === orderStream(stuckOrder)
        ? 'No answer'
        : undefined,
  })
  const does: Does = (intent, target, data, id, by = system) =>
    world.command(intent, target, data, by, id)
  for (const { id, seat, role } of askers.filter((one) => ['amara', 'ada'].includes(one.seat))) {
    const colleague = { name: seat, roles: [role], roleTitle: role, seat }
    await does('add-staff', `staff-${id}`, colleague, id)
  }
  await registerOthers(does)
  await orderForEach(does)
  await openCaseForEach(does)
  await erase(world, does)
  await tryManyAgain(world, does, () => {
    isBroken = false
  })
  return world
}
