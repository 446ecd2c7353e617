import type { Envelope } from '#kernel/event.ts'
import type { Link, Page, PageContext } from '#kernel/page.ts'
import { foldProcess } from '#kernel/process-life.ts'
import { printedSteps, progressOf, timelineOf } from '#kernel/progress.ts'
import { fill } from '#kernel/words.ts'
import { casesUnder } from '#modules/help-desk/published.ts'
import type { OrderEvents } from '../events.ts'
import { orderLines } from '../projections/order-line-queries.ts'
import { isOverState, type OrderRow, orderById, reorderOf } from '../projections/order-queries.ts'
import { orderStream } from '../published.ts'
import { denialHeadlines, wordsOfDenial } from '../words/order-words.ts'
import { orderAgain, waysFromDenial } from './denial-ways.ts'
import { orderLeftOut } from './left-out-lines.ts'
import { codeNote, nextSteps } from './order-collecting.ts'
import { milestonesOf } from './order-milestones.ts'
import { linesView, moneyOf } from './order-money.ts'
import { isStuck, orderStatus, orderStatusForPatient, whatBecame } from './order-status.ts'
import { patientOrder } from './patient-order.ts'
import { mendingForm } from './result-panels.ts'
import { whoseWords } from './whose.ts'

/** How far the order came, from the stream of its process. */
async function stepsOf(context: PageContext, { id, state }: OrderRow) {
  const process = context.process('order')
  if (!process) return []
  const events = await context.stream(`process.order-${id}`)
  const steps = progressOf(process, foldProcess(process, events), context.say)
  return isOverState(state) ? steps.filter((step) => step.state !== 'not-begun') : steps
}

/** Why it was denied, and the form that mends it for those who may take a payment. */
async function denialOf(
  context: PageContext,
  order: OrderRow,
  events: readonly Envelope<OrderEvents>[],
) {
  const denied = events.find((event) => event.type === 'OrderDenied')
  if (denied?.type !== 'OrderDenied') return {}
  const { code, facts } = denied.data
  const ways = await waysFromDenial(context, order, { code, facts })
  const words = (text: string) => fill(text, { ...facts, code }, context.say)
  const text = words(wordsOfDenial(code))
  const again = await context.ask(reorderOf(order.id))
  if (again) {
    const link = { number: again.number, href: context.href(orderStream(again.id)) }
    const then = words(denialHeadlines[code] ?? 'it did not go through')
    return { code, text: `At first it did not go through: ${then}.`, again: link }
  }
  if (code !== 'short-money') return { code, text, ways }
  return {
    code,
    text,
    ways,
    mend: await mendingForm(context, order, Number(facts['gap'] ?? 0)),
  }
}

function leadOf({ say }: PageContext, { number, placedAt, placedBy, patient }: OrderRow): string {
  const by = placedBy === patient ? '' : ` by ${say.name(placedBy)}`
  return `Order ${number}, placed ${say.moment(placedAt).text}${by}.`
}

async function linksOf(context: PageContext, order: OrderRow) {
  const href = context.href(orderStream(order.id))
  const events = { rel: 'events', href: `${href}/events`, title: 'All events' }
  if (context.actor.role === 'patient') return [events]
  const known = await context.ask(casesUnder(order.id))
  const about = known.map(({ id, number }) => ({
    rel: 'case',
    href: `/cases/${id}`,
    title: `See case ${number}`,
  }))
  const process = {
    rel: 'process',
    href: `/processes/${order.id}`,
    title: 'Its process, step by step',
  }
  const label =
    order.state === 'ready'
      ? [{ rel: 'label', href: `${href}/label`, title: 'Print its label' }]
      : []
  return [...label, ...about, events, process]
}

/** The way to a new order: of all of it where it was stopped, or of what stayed here. */
function againOf(
  context: PageContext,
  order: OrderRow,
  events: readonly Envelope<OrderEvents>[],
): Promise<readonly Link[]> {
  if (order.state === 'cancelled' || order.state === 'lapsed') return orderAgain(context, order)
  const stayed = events.flatMap((event) => (event.type === 'OrderLineLeftOut' ? [event.data] : []))
  return orderLeftOut(context, order, stayed)
}

async function readOrder(context: PageContext, order: OrderRow) {
  const { say } = context
  const stream = orderStream(order.id)
  const whose = await whoseWords(context, order.patient)
  const events = (await context.stream(stream)) as readonly Envelope<OrderEvents>[]
  const steps = await stepsOf(context, order)
  const lines = await context.ask(orderLines(order.id))
  const money = await moneyOf(context, order, whose)
  const denial = await denialOf(context, order, events)
  const placed = events.find((event) => event.type === 'OrderPlaced')
  const offers = await context.offers(stream)
  const ways = [...(await againOf(context, order, events)), ...(denial.ways ?? [])]
  const isPatient = context.actor.role === 'patient'
  return {
    title: `${whose.Order} ${whatBecame(order, isPatient)}`,
    back: isPatient
      ? { rel: 'orders', href: '/orders', title: 'Your orders' }
      : { rel: 'queue', href: '/queue', title: 'Orders' },
    offers,
    links: await linksOf(context, order),
    state: {
      number: order.number,
      state: order.state,
      patient: order.patient,
      total: say.money(order.total),
      held: money.held,
      ...(money.taken ? { taken: money.taken } : {}),
      placed: say.moment(order.placedAt),
      ...(denial.code ? { code: denial.code, why: denial.text } : {}),
      lines: lines.map(({ item, code, name, quantity, price }) => ({
        item,
        code,
        name,
        quantity,
        ...(price === null ? {} : { price: say.money(price) }),
      })),
      steps,
    },
    print: {
      lead: leadOf(context, order),
      status: isPatient ? orderStatusForPatient(order) : orderStatus(order),
      whose,
      isPatient,
      stuck: isStuck(order),
      ordered: linesView(context, lines, order.total),
      note: placed?.type === 'OrderPlaced' ? (placed.data.note ?? '') : '',
      purse: money.rows,
      progress: printedSteps(steps),
      denial,
      ...(isPatient
        ? { course: await patientOrder(context, order, events) }
        : {
            collectNote: await codeNote(context, order),
            milestones: milestonesOf(context, order, events),
          }),
      next: await nextSteps(context, order),
      // The form stands on the page already: the same as a link beside it would be one too many.
      doable: [
        ...ways,
        ...offers.filter(({ intent }) => !denial.mend || intent !== 'top-up-and-reorder'),
      ],
      days: timelineOf(context, events),
    },
  }
}

/** One order: what was ordered, how far it came, what is held for it, and what can be done. */
export const orderPage: Page = {
  path: '/orders/:id',
  view: 'dispensary/order.njk',
  by: {
    patient: 'own',
    'proxy-book': 'own',
    'proxy-collect': 'own',
    receptionist: 'clinic',
    dispenser: 'clinic',
    practitioner: 'clinic',
    manager: 'clinic',
    admin: 'clinic',
  },
  thing: 'order',
  async read(context) {
    const order = await context.ask(orderById(context.params['id'] ?? ''))
    return order && readOrder(context, order)
  },
}
