import { categoryOf, idOf, streamOf } from '#kernel/event.ts'
import { type Act, process, type Signal } from '#kernel/process.ts'
import { daysAfter } from '../rules/promise.ts'

/** For how many days somebody wants to hear of an item. */
const wantedDays = 60

type Wanting = { readonly order: string; readonly step: string; readonly quantity: number }

export type Notify = {
  readonly item: string
  readonly name: string
  /** Who wants to hear of it, the first first, each with the name of the step that tells it. */
  readonly wanting: readonly Wanting[]
  /** Who is being told because of what has just come in. */
  readonly telling: readonly Wanting[]
  readonly count: number
}

const initialState: Notify = { item: '', name: '', wanting: [], telling: [], count: 0 }

function evolve(state: Notify, { type, data, stream }: Signal): Notify {
  const order = idOf(stream)
  switch (type) {
    case 'NoticeAskedFor': {
      const count = state.count + 1
      const one = { order, step: `tell:${count}`, quantity: Number(data['quantity']) }
      const known = { item: String(data['item']), name: String(data['name']) }
      return { ...state, ...known, count, telling: [], wanting: [...state.wanting, one] }
    }
    case 'NoticeNotWanted':
      return {
        ...state,
        telling: [],
        wanting: state.wanting.filter((one) => one.order !== order),
      }
    case 'StockReceived':
    case 'StockReturned':
      return isThere(data) ? told(state, Number(data['quantity'])) : state
    default:
      return { ...state, telling: [] }
  }
}

/** Who came first is told first; whoever would find nothing left goes on waiting. */
function told(state: Notify, quantity: number): Notify {
  let left = quantity
  const telling = state.wanting.filter((one) => {
    const isTold = left > 0
    left -= one.quantity
    return isTold
  })
  return { ...state, telling, wanting: state.wanting.slice(telling.length) }
}

/** What came back opened is written off at once: nobody can have it. */
const isThere = (data: Signal['data']) => data['toShelf'] !== false

function react(state: Notify, { type, data }: Signal, at: number): readonly Act[] {
  const { telling, item, name, count } = state
  if (type === 'NoticeAskedFor') {
    return [{ do: 'timer', name: `end:${count}`, due: daysAfter(at, wantedDays) }]
  }
  if (type === 'TimerFired') return ended(state, String(data['name']))
  if ((type !== 'StockReceived' && type !== 'StockReturned') || !isThere(data)) return []
  return telling.map(({ order, step, quantity }) => ({
    do: 'send',
    step,
    intent: 'note-item-back',
    target: streamOf('order', order),
    data: { item, name, quantity },
  }))
}

/** Who waited for so long is not kept waiting for ever: the order says that it is over. */
function ended({ wanting }: Notify, timer: string): readonly Act[] {
  const over = wanting.find(({ step }) => step.replace('tell', 'end') === timer)
  if (!over) return []
  const target = streamOf('order', over.order)
  return [{ do: 'send', step: timer, intent: 'stop-notice', target, data: {} }]
}

const words = { todo: 'Tell them', doing: 'Telling them', done: 'They were told' }

/**
 * Keeps who wants to hear of an item that was short. What comes in is told to as many as there is something
 * for, the first first, each once; after sixty days the wish is over. One an item.
 */
export const notifyProcess = process<Notify>({
  name: 'notify',
  version: 2,
  title: 'Telling that an item is back',
  types: ['NoticeAskedFor', 'NoticeNotWanted', 'StockReceived', 'StockReturned'],
  begins: ['NoticeAskedFor'],
  route: ({ stream, data }) =>
    categoryOf(stream) === 'item' ? idOf(stream) : String((data as { item?: string }).item),
  initialState,
  evolve,
  react,
  plan: ({ wanting }) => wanting.map(({ step }) => ({ step, words })),
  waitsFor: ({ wanting }) =>
    wanting.length > 0 ? 'stock to come in' : 'somebody who wants to hear of the item',
  phases: { waiting: 'Waiting for stock', telling: 'Telling who waits' },
  phase: (_, underWay) => (underWay.length > 0 ? 'telling' : 'waiting'),
  examples: ['NoticeAskedFor', 'NoticeNotWanted', 'StockReceived', 'StockReturned'].map((type) => ({
    type,
    stream: streamOf('order', '01900000-0000-7000-8000-000000000001'),
    data: { item: '01900000-0000-7000-8000-000000000002', name: 'Tape, 5 m', quantity: 1 },
  })),
})
