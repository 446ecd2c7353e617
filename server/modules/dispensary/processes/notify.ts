import { categoryOf, idOf, streamOf } from '#kernel/event.ts'
import { type Act, process, type Signal } from '#kernel/process.ts'

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
      return isThere(data) ? { ...state, telling: state.wanting, wanting: [] } : state
    default:
      return { ...state, telling: [] }
  }
}

/** What came back opened is written off at once: nobody can have it. */
const isThere = (data: Signal['data']) => data['toShelf'] !== false

function react({ telling, item, name }: Notify, { type, data }: Signal): readonly Act[] {
  if ((type !== 'StockReceived' && type !== 'StockReturned') || !isThere(data)) return []
  return telling.map(({ order, step, quantity }) => ({
    do: 'send',
    step,
    intent: 'note-item-back',
    target: streamOf('order', order),
    data: { item, name, quantity },
  }))
}

const words = { todo: 'Tell them', doing: 'Telling them', done: 'They were told' }

/** Keeps who wants to hear of an item that was short, and tells all of them once when it is back. One an item. */
export const notifyProcess = process<Notify>({
  name: 'notify',
  version: 1,
  title: 'Telling that an item is back',
  types: ['NoticeAskedFor', 'NoticeNotWanted', 'StockReceived', 'StockReturned'],
  begins: ['NoticeAskedFor'],
  route: ({ stream, data }) =>
    categoryOf(stream) === 'item' ? idOf(stream) : String((data as { item?: string }).item),
  initialState,
  evolve,
  react,
  plan: ({ wanting }) => wanting.map(({ step }) => ({ step, words })),
  waitsFor: () => 'stock to come in',
  phases: { waiting: 'Waiting for stock', telling: 'Telling who waits' },
  phase: (_, underWay) => (underWay.length > 0 ? 'telling' : 'waiting'),
  examples: ['NoticeAskedFor', 'NoticeNotWanted', 'StockReceived', 'StockReturned'].map((type) => ({
    type,
    stream: streamOf('order', '01900000-0000-7000-8000-000000000001'),
    data: { item: '01900000-0000-7000-8000-000000000002', name: 'Tape, 5 m', quantity: 1 },
  })),
})
