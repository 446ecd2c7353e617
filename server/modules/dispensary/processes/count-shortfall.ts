import { idOf, streamOf } from '#kernel/event.ts'
import { type Act, process, type Signal } from '#kernel/process.ts'
import type { OpenCase } from '#modules/help-desk/published.ts'
import type { ShortOrder } from '../events/shelf-events.ts'
import { numbersOf } from '../words/order-numbers.ts'

type Counted = {
  readonly lot: string
  readonly expected: number
  readonly counted: number
  readonly short: readonly ShortOrder[]
}

type CountShortfall = { readonly ended: boolean }

function react(_: CountShortfall, { type, data, stream, command }: Signal): readonly Act[] {
  if (type === 'StockCounted') {
    const target = streamOf('case', command)
    return [
      { do: 'send', step: 'open-case', intent: 'open-case', target, data: caseOf(stream, data) },
    ]
  }
  if (type === 'StepSucceeded') return [{ do: 'end', as: 'opened' }]
  return type === 'StepRejected' ? [{ do: 'stuck', as: 'The case could not be opened' }] : []
}

/** What the help desk is told. People’s names stand on the orders, which the item’s page leads to. */
function caseOf(stream: string, data: Signal['data']): OpenCase {
  const { lot, expected, counted, short } = data as Counted
  const where = lot ? ` of lot ${lot}` : ''
  return {
    about: { kind: 'thing', href: `/items/${idOf(stream)}` },
    process: 'count',
    step: '',
    error: `${counted}${where} were counted, ${expected} were expected. Left short: ${numbersOf(short)}.`,
    tries: 0,
    person: null,
    title: 'Orders left short by a count of the shelf',
  }
}

/** Opens a case where a count left orders short, so that somebody tells the people who wait for them. */
export const countShortfallProcess = process<CountShortfall>({
  name: 'count-shortfall',
  version: 1,
  title: 'Orders left short',
  types: ['StockCounted'],
  begins: ['StockCounted'],
  route: ({ command, data }) => ((data as Counted).short.length > 0 ? command : undefined),
  initialState: { ended: false },
  evolve: (state, { type }) => (type === 'ProcessEnded' ? { ended: true } : state),
  react,
  plan: () => [
    {
      step: 'open-case',
      words: { todo: 'Open a case', doing: 'Opening a case', done: 'Case opened' },
    },
  ],
  waitsFor: () => undefined,
  phases: { 'opening-case': 'A case is opened' },
  phase: () => 'opening-case',
  examples: [
    {
      type: 'StockCounted',
      stream: 'item-01900000-0000-7000-8000-000000000001',
      data: {
        lot: '',
        expected: 5,
        counted: 2,
        reason: 'Lost',
        short: [{ order: '01900000-0000-7000-8000-000000000002', number: 1048, quantity: 3 }],
      },
    },
  ],
})
