import { idOf, streamOf } from '#kernel/event.ts'
import { leftAsItIs } from '#kernel/mending.ts'
import { type Act, type PlannedStep, process, type Signal } from '#kernel/process.ts'
import { messageStream } from '#modules/notices/published.ts'
import { type OrderTidings, orderMessage, tidingsOf } from '../words/order-messages.ts'

type Written = { readonly step: string; readonly message: string }

export type OrderMail = {
  readonly order: string
  readonly patient: string
  /** Somebody else than the patient asked to cancel it, so the patient has to hear of it. */
  readonly stoppedByOthers: boolean
  readonly isOver: boolean
  /** What was written and is still true, oldest first. */
  readonly standing: readonly Written[]
  /** What has just ceased to be true. */
  readonly outdated: readonly Written[]
  /** What was just written; nothing where that was no news. */
  readonly latest: Written | null
  /** How many messages were written so far, and how many steps are not answered yet. */
  readonly count: number
  readonly pending: number
}

const initialState: OrderMail = {
  order: '',
  patient: '',
  stoppedByOthers: false,
  isOver: false,
  standing: [],
  outdated: [],
  latest: null,
  count: 0,
  pending: 0,
}

/** After these nothing more is written about the order. */
const endings = [
  'OrderDenied',
  'OrderHandedOver',
  'OrderCollected',
  'OrderCancelled',
  'OrderLapsed',
  'OrderUndone',
  'OrderSettledByHand',
]

/** With these, too, what was written of its collection is no longer true. */
const overtaking = ['OrderNotReady', 'CollectionCodeRenewed']

/** These stay true of what was collected in the end, and of what is prepared once more. */
const lasting = ['order-confirmed', 'order-left-out']
const confirmedStill = ['OrderHandedOver', 'OrderCollected', ...overtaking]

const types = [
  'OrderConfirmed',
  'OrderReady',
  'CollectionReminded',
  'OrderLineLeftOut',
  'OrderCancellationStarted',
  ...overtaking,
  ...endings,
]

/** What an event is to the patient, if anything: of a cancellation of their own they need not be told. */
function newsOf({ stoppedByOthers }: OrderMail, type: string): OrderTidings | undefined {
  return type === 'OrderCancelled' && !stoppedByOthers ? undefined : tidingsOf(type)
}

function evolve(state: OrderMail, signal: Signal): OrderMail {
  const { type, actor } = signal
  if (type === 'StepSucceeded' || type === 'StepRejected') {
    return { ...state, outdated: [], pending: state.pending - 1 }
  }
  if (!types.includes(type)) return state
  const begun = { ...state, order: idOf(signal.stream), patient: signal.person ?? state.patient }
  return type === 'OrderCancellationStarted'
    ? { ...begun, outdated: [], latest: null, stoppedByOthers: actor !== begun.patient }
    : wentOn(begun, signal)
}

/** What is no longer true of what was written, after an event. */
function outdatedBy({ standing }: OrderMail, type: string): readonly Written[] {
  if (!endings.includes(type) && !overtaking.includes(type)) return []
  return confirmedStill.includes(type)
    ? standing.filter(({ step }) => !lasting.some((template) => step.startsWith(`${template}:`)))
    : standing
}

function wentOn(state: OrderMail, { type, command }: Signal): OrderMail {
  // Of one command there is one letter: of several lines left out it names them all.
  const isTold = state.standing.some(({ message }) => message === command)
  const news = isTold ? undefined : newsOf(state, type)
  const outdated = outdatedBy(state, type)
  const count = state.count + (news ? 1 : 0)
  // The id of the command that caused it is one that no other message has.
  const written = news ? [{ step: `${news.template}:${count}`, message: command }] : []
  return {
    ...state,
    isOver: state.isOver || endings.includes(type),
    standing: [...state.standing.filter((one) => !outdated.includes(one)), ...written],
    outdated,
    latest: written[0] ?? null,
    count,
    pending: state.pending + outdated.length + written.length,
  }
}

function react(state: OrderMail, signal: Signal): readonly Act[] {
  const acts = types.includes(signal.type) ? told(state, signal) : []
  const isDone = state.isOver && state.pending === 0
  return isDone ? [...acts, { do: 'end', as: 'told' }] : acts
}

function told(state: OrderMail, { type, data }: Signal): readonly Act[] {
  const news = newsOf(state, type)
  const written = state.latest
  const withdrawals = state.outdated.map(({ message }) => withdraw(message))
  if (!news || !written) return withdrawals
  const { step, message } = written
  const letter = orderMessage(state.patient, state.order, news.template, news.facts(data))
  const target = messageStream(message)
  return [...withdrawals, { do: 'send', step, intent: 'send-message', target, data: letter }]
}

/** What still waits to be sent must not leave any more. */
function withdraw(message: string): Act {
  const target = messageStream(message)
  const data = { why: 'The order went on since' }
  return { do: 'send', step: `withdraw:${message}`, intent: 'withdraw-message', target, data }
}

const words = { todo: 'Write to the patient', doing: 'Writing to the patient', done: 'Written' }

function plan({ standing }: OrderMail): readonly PlannedStep[] {
  return standing.map(({ step }) => ({ step, words }))
}

/**
 * Writes to the patient at each turn of their order, and takes back what is no longer true. It begins once
 * something was decided: what is placed and stopped at once is not written about. One step a message.
 */
export const orderMail = process<OrderMail>({
  name: 'order-mail',
  version: 2,
  title: 'Mail about an order',
  types,
  begins: ['OrderConfirmed', 'OrderDenied', 'OrderReady'],
  route: ({ stream }) => idOf(stream),
  initialState,
  evolve,
  react,
  plan,
  settlements: (_, life) => [
    leftAsItIs(life, {
      title: 'They were told another way',
      explains: 'What was written stays written; nothing more is written about this order.',
    }),
  ],
  waitsFor: ({ isOver }) => (isOver ? undefined : 'the order to go on'),
  phases: { writing: 'Writing to the patient', waiting: 'Waiting for the order to go on' },
  phase: ({ pending }) => (pending > 0 ? 'writing' : 'waiting'),
  examples: types.map((type) => ({
    type,
    stream: streamOf('order', '01900000-0000-7000-8000-000000000001'),
    data: { code: 'short-money', facts: {}, day: 3, until: 0 },
    comesIn: ['writing', 'waiting'],
  })),
})
