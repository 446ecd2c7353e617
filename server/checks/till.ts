import type { Envelope } from '#kernel/event.ts'
import type { TillEvents } from '#modules/wallets/published.ts'
import { check, type Report } from './check.ts'
import { movementOf, movementTypes, worthOf } from './money.ts'

type Closed = Extract<TillEvents, { readonly type: 'TillClosed' }>['data']
type Counts = Closed['expected']
type Method = keyof Counts

/** What is in the till by the postings since it was last closed, in minor units. */
type State = { readonly since: Record<Method, number>; float: number; closings: number }

const methods: readonly Method[] = ['cash', 'card', 'transfer']
const isMethod = (account: string): account is Method => methods.includes(account as Method)

const inWords = (counts: Counts) =>
  methods.map((method) => `${method} ${counts[method]}`).join(', ')

function checkCounts(due: Counts, data: Closed, event: Envelope, report: Report): void {
  const { expected, counted, difference, explanation } = data
  const isSame = (one: Counts, other: Counts) =>
    methods.every((method) => one[method] === other[method])
  if (!isSame(due, expected)) {
    report(event, `${inWords(due)} expected in the till`, inWords(expected))
  }
  const differs = {
    cash: counted.cash - expected.cash,
    card: counted.card - expected.card,
    transfer: counted.transfer - expected.transfer,
  }
  if (!isSame(differs, difference)) {
    report(event, `a difference of ${inWords(differs)}`, inWords(difference))
  }
  const isEven = methods.every((method) => differs[method] === 0)
  if (!isEven && explanation.trim().length < 3) {
    report(event, 'an explanation of the difference', `“${explanation}”`)
  }
}

function close(state: State, data: Closed, event: Envelope, report: Report): void {
  const { since, float, closings } = state
  checkCounts({ ...since, cash: since.cash + float }, data, event, report)
  if (data.float !== float) report(event, `change of ${float} to begin with`, String(data.float))
  if (data.number !== closings + 1) report(event, `closing ${closings + 1}`, String(data.number))
  for (const method of methods) since[method] = 0
  state.float = data.left
  state.closings = data.number
}

/** M9: the till expects what was recorded by method since it was last closed; what differs is explained. */
export const tillAddsUp = check<State>({
  id: 'M9',
  title:
    'The till expects what was recorded since it was last closed, and a difference is explained',
  types: [...movementTypes, 'TillFloatSet', 'TillClosed'],
  begin: () => ({ since: { cash: 0, card: 0, transfer: 0 }, float: 0, closings: 0 }),
  take(state, event, report) {
    const { type, data } = event as Envelope<TillEvents>
    if (type === 'TillFloatSet') state.float = data.amount
    else if (type === 'TillClosed') close(state, data, event, report)
    else {
      for (const posting of movementOf(event).data.postings)
        if (isMethod(posting.account)) state.since[posting.account] += worthOf(posting)
    }
  },
})
