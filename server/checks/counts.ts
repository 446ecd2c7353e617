import { type Envelope, idOf } from '#kernel/event.ts'
import { check, type Report } from './check.ts'

type Typed = { readonly lot?: unknown; readonly counted?: unknown }
type Received = { readonly intent: string; readonly data?: Typed }

/** What was typed as counted, by the command that says so, until it is answered. */
type Counts = Map<string, Typed>

function checkCount(counts: Counts, { command, ...event }: Envelope, report: Report): void {
  const typed = counts.get(command)
  counts.delete(command)
  const { lot, counted } = event.data as Typed
  if (!typed || (typed.counted === counted && typed.lot === lot)) return
  report(event, `${typed.counted} of “${typed.lot}”, as was counted`, `${counted} of “${lot}”`)
}

/** S2: what is counted is written down as it was counted: a count that takes nothing away is none. */
export const countsAreKept = check<Counts>({
  id: 'S2',
  title: 'Every count of a shelf is kept as it was counted',
  types: [
    'CommandReceived',
    'CommandSucceeded',
    'CommandRejected',
    'CommandFailed',
    'StockCounted',
  ],
  begin: () => new Map(),
  take(counts, event, report) {
    const command = idOf(event.stream)
    if (event.type === 'CommandReceived') {
      const { intent, data } = event.data as Received
      if (intent === 'count-stock' && data) counts.set(command, data)
      return
    }
    if (event.type === 'StockCounted') return checkCount(counts, event, report)
    if (event.type === 'CommandSucceeded' && counts.has(command)) {
      report(event, 'a count that is written down', 'none')
    }
    counts.delete(command)
  },
})
