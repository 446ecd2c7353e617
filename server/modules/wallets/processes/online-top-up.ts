import { type Act, process, type Signal } from '#kernel/process.ts'
import type { Settlement, SettlingSend } from '#kernel/steering.ts'
import type { BankSaid } from '../intents/settle-online-top-up.ts'
import { answerWithinMs, checksAfterMs } from '../online.ts'
import { walletStream } from '../published.ts'

type OnlineTopUp = {
  readonly topUp: string
  readonly amount: number
  readonly person: string
}

const channel = 'payments'
const timerOf = (check: number) => `check-${check}`

/** Sets the timer of the n-th check, or of giving up once there is no further one. */
function wait(startedAt: number, check: number): Act {
  const afterMs = checksAfterMs[check]
  return afterMs === undefined
    ? { do: 'timer', name: 'give-up', due: startedAt + answerWithinMs }
    : { do: 'timer', name: timerOf(check), due: startedAt + afterMs }
}

/** The bank is asked by a message to the outside: what it answers comes back as a command. */
function ask({ topUp, amount, person }: OnlineTopUp, check: number): Act {
  const body = { topUp, person, amount }
  return { do: 'deliver', key: `payment:${topUp}:${check}`, channel, person, body }
}

function fired(state: OnlineTopUp, name: string, due: number): readonly Act[] {
  if (name === 'give-up')
    return [{ do: 'stuck', as: 'The bank has not said within a day whether it was paid' }]
  const check = Number(name.slice('check-'.length))
  // When it was begun, by when this check was due.
  const startedAt = due - (checksAfterMs[check] ?? 0)
  return [ask(state, check), wait(startedAt, check + 1)]
}

/** What a person can find out at the bank where the bank does not say it by itself. */
function bankSettlements(topUp: string, amount: number, person: string): readonly Settlement[] {
  const target = `wallet-${person}`
  const said = (outcome: BankSaid['outcome']): SettlingSend => ({
    intent: 'settle-online-top-up',
    target,
    data: { topUp, outcome, amount } satisfies BankSaid,
  })
  const facts = { amount }
  return [
    {
      as: 'was-paid',
      title: 'The bank shows that it was paid',
      explains: 'The money is recorded in the wallet, as paid online.',
      amount,
      sends: [said('paid')],
      ends: [{ do: 'answer', as: 'succeeded', facts }],
    },
    {
      as: 'was-not-paid',
      title: 'The bank shows that it was not paid',
      explains: 'Nothing is recorded; they can pay once more.',
      amount: 0,
      sends: [said('refused')],
      ends: [{ do: 'answer', as: 'rejected', code: 'not-paid', facts }],
    },
  ]
}

function react(state: OnlineTopUp, { type, data }: Signal, at: number): readonly Act[] {
  const facts = { amount: state.amount }
  switch (type) {
    case 'TopUpStarted':
      return [wait(at, 0)]
    case 'TimerFired':
      return fired(state, String(data['name']), Number(data['due']))
    case 'TopUpRecorded':
      return [
        { do: 'answer', as: 'succeeded', facts },
        { do: 'end', as: 'recorded' },
      ]
    case 'TopUpFailed':
      return [
        { do: 'answer', as: 'rejected', code: 'not-paid', facts },
        { do: 'end', as: 'not paid' },
      ]
    default:
      return []
  }
}

/**
 * Waits for the bank's word on a top-up. The bank calls; where it does not, it is asked again and again for
 * a day, and then somebody hears of it. Its word ends it whenever it comes, even after that.
 */
export const onlineTopUp = process<OnlineTopUp>({
  name: 'online-top-up',
  version: 1,
  title: 'Online top-up',
  types: ['TopUpStarted', 'TopUpRecorded', 'TopUpFailed'],
  begins: ['TopUpStarted'],
  route({ type, data }) {
    const { topUp, method, reference } = data as Record<string, string>
    if (type === 'TopUpRecorded') return method === 'online' ? reference : undefined
    return topUp
  },
  initialState: { topUp: '', amount: 0, person: '' },
  evolve(state, { type, data, stream }) {
    if (type !== 'TopUpStarted') return state
    const person = stream.slice('wallet-'.length)
    return { topUp: String(data['topUp']), amount: Number(data['amount']), person }
  },
  react,
  plan: () => [],
  waitsFor: () => undefined,
  settlements: ({ topUp, amount, person }) => bankSettlements(topUp, amount, person),
  phases: { asked: 'Waiting for the bank' },
  phase: () => 'asked',
  examples: ['TopUpStarted', 'TopUpRecorded', 'TopUpFailed'].map((type) => ({
    type,
    stream: walletStream('01900000-0000-7000-8000-000000000001'),
    data: { topUp: '01900000-0000-7000-8000-000000000002', amount: 2000 },
  })),
})
