import type { Envelope } from '#kernel/event.ts'
import type { ProcessEvent } from '#kernel/process-events.ts'
import { check, type Place, type Report } from './check.ts'

/** One success that its receipt can undo: of which step, and where it was sent. */
type Done = { readonly step: string; readonly sentAt: number }

type Undoing = {
  /** When each step was sent last, by position; the newest is undone first. */
  readonly sent: Map<string, number>
  readonly done: Map<string, Done>
  /** Steps sent since it was begun to undo: they may close, and leave nothing to undo. */
  readonly closing: Set<string>
  /** What its steps have brought about, by the things concerned. */
  readonly effects: Set<string>
  phase: 'forward' | 'undoing' | 'undone' | 'settling'
}

type Log = {
  readonly processes: Map<string, Undoing>
  /** What stands of each effect, as forward less reverse; nothing stands where there is no line. */
  readonly standing: Map<string, number>
}

type Data = Readonly<Record<string, unknown>>
type Effect = {
  readonly of: (event: Envelope, data: Data) => string
  readonly size: Size
  readonly sign: 1 | -1
}
type Size = (data: Data) => number

const one = () => 1
const number = (name: string) => (data: Data) => Number(data[name])
const ofStream = ({ stream }: Envelope) => stream
const ofHold = (_: Envelope, { hold }: Data) => `hold ${hold}`
const ofReservation = ({ stream }: Envelope, { order }: Data) => `${stream} for ${order}`
const ofGoods = ({ stream }: Envelope, { order }: Data) => `${stream} out for ${order}`
const ofTaken = (name: string) => (_: Envelope, data: Data) => `taken of ${data[name]}`
const ofRequest = ({ stream }: Envelope, { request }: Data) => `${stream} ${request}`

const amount = number('amount')
const quantity = number('quantity')

/**
 * What steps bring about, and what takes it back: money, goods, records, wallets, questions, letters. What is
 * taken of a hold is held no more, and what is handed out is reserved no more.
 */
const effects: Readonly<Record<string, readonly Effect[]>> = {
  MoneyHeld: [{ of: ofHold, size: amount, sign: 1 }],
  HeldMoneyReleased: [{ of: ofHold, size: amount, sign: -1 }],
  HeldMoneyTaken: [
    { of: ofHold, size: amount, sign: -1 },
    { of: ofTaken('hold'), size: amount, sign: 1 },
  ],
  MoneyRefunded: [
    { of: ofTaken('line'), size: amount, sign: -1 },
    { of: ({ command }) => `refund ${command}`, size: amount, sign: 1 },
  ],
  RefundUndone: [
    { of: ofTaken('line'), size: amount, sign: 1 },
    { of: (_, { refund }) => `refund ${refund}`, size: amount, sign: -1 },
  ],
  StockReserved: [{ of: ofReservation, size: quantity, sign: 1 }],
  StockReleased: [{ of: ofReservation, size: quantity, sign: -1 }],
  StockHandedOut: [
    { of: ofReservation, size: quantity, sign: -1 },
    { of: ofGoods, size: quantity, sign: 1 },
  ],
  StockReturned: [{ of: ofGoods, size: quantity, sign: -1 }],
  PersonRegistered: [{ of: ofStream, size: one, sign: 1 }],
  PersonWithdrawn: [{ of: ofStream, size: one, sign: -1 }],
  WalletOpened: [{ of: ofStream, size: one, sign: 1 }],
  NewWalletClosed: [{ of: ofStream, size: one, sign: -1 }],
  EmailConfirmationRequested: [{ of: ofRequest, size: one, sign: 1 }],
  EmailConfirmationWithdrawn: [{ of: ofRequest, size: one, sign: -1 }],
  MessageQueued: [{ of: ofStream, size: one, sign: 1 }],
  MessageKept: [{ of: ofStream, size: one, sign: 1 }],
  MessageSuppressed: [{ of: ofStream, size: one, sign: 1 }],
  MessageWithdrawn: [{ of: ofStream, size: one, sign: -1 }],
}

function processIn({ processes }: Log, stream: string): Undoing {
  const known = processes.get(stream)
  if (known) return known
  const begun: Undoing = {
    sent: new Map(),
    done: new Map(),
    closing: new Set(),
    effects: new Set(),
    phase: 'forward',
  }
  processes.set(stream, begun)
  return begun
}

/** Only what a step brought about is followed: whatever else stands is nobody's to undo. */
function takeEffect({ standing, processes }: Log, event: Envelope, effect: Effect): void {
  const data = event.data as Data
  const key = effect.of(event, data)
  const before = standing.get(key)
  const [process, step = ''] = (event.step ?? '').split('/')
  const state = processes.get(process ?? '')
  // What takes something back brings about nothing of its own: a refund that undoes a payment is none to undo.
  const isOwn = !step.startsWith('undo:') || state?.effects.has(key) === true
  const isForward = effect.sign === 1 && state !== undefined && isOwn
  if (before === undefined && !isForward) return
  const now = (before ?? 0) + effect.sign * effect.size(data)
  if (now === 0) standing.delete(key)
  else standing.set(key, now)
  if (effect.sign === 1) state?.effects.add(key)
}

/** The steps that are done and can be undone, newest first. */
function newestFirst({ done }: Undoing): readonly Done[] {
  return [...done.values()].toSorted((a, b) => b.sentAt - a.sentAt)
}

function takeSent(state: Undoing, event: Envelope, report: Report): void {
  const { step, undoes } = event.data as { step: string; undoes?: string }
  if (undoes === undefined) {
    if (state.phase === 'undoing') report(event, 'no forward step while others are undone', step)
    const isClosing = state.phase === 'undoing' || state.phase === 'undone'
    if (isClosing) state.closing.add(step)
    state.sent.set(step, event.position)
    return
  }
  const [newest] = newestFirst(state)
  if (newest && newest.step !== undoes) report(event, `${newest.step} undone first`, undoes)
}

function takeSuccess(state: Undoing, event: Envelope, report: Report): void {
  const { step, undoneBy } = event.data as { step: string; undoneBy: string | null }
  if (undoneBy === null) return
  if (state.closing.has(step)) {
    report(event, 'nothing done that would have to be undone, once undoing had begun', step)
  }
  state.done.set(step, { step, sentAt: state.sent.get(step) ?? 0 })
}

/** All is undone: no receipt is left over, and of what its steps brought about nothing stands. */
function checkNothingLeft(log: Log, state: Undoing, at: Place, report: Report): void {
  for (const { step } of newestFirst(state)) report(at, 'every step undone', `${step} is not`)
  for (const effect of state.effects) {
    const left = log.standing.get(effect)
    if (left !== undefined) report(at, 'a net of nothing', `${left} left of ${effect}`)
  }
}

function takeProcess(log: Log, event: Envelope & ProcessEvent, report: Report): void {
  const state = processIn(log, event.stream)
  const { type, stream } = event
  if (type === 'StepSent') takeSent(state, event, report)
  if (type === 'StepSucceeded') takeSuccess(state, event, report)
  if (type === 'StepUndone') state.done.delete((event.data as { step: string }).step)
  if (type === 'CompensationStarted') state.phase = 'undoing'
  if (type === 'CompensationOvertaken') state.phase = 'forward'
  // What somebody settles by hand is whole in another way, which is looked at with C6.
  if (type === 'SettlementStarted') state.phase = 'settling'
  if (type === 'CompensationEnded') {
    state.phase = 'undone'
    checkNothingLeft(log, state, event, report)
  }
  if (type !== 'ProcessEnded') return
  for (const effect of state.effects) log.standing.delete(effect)
  log.processes.delete(stream)
}

/**
 * C5: what is compensated leaves nothing behind. Each forward effect has its reverse, newest first, and no
 * forward step is sent once undoing has begun.
 */
export const undoneLeavesNothing = check<Log>({
  id: 'C5',
  title: 'What was undone left nothing behind, and was undone newest first',
  types: [
    'StepSent',
    'StepSucceeded',
    'StepUndone',
    'CompensationStarted',
    'CompensationEnded',
    'CompensationOvertaken',
    'SettlementStarted',
    'ProcessEnded',
    ...Object.keys(effects),
  ],
  begin: () => ({ processes: new Map(), standing: new Map() }),
  take(log, event, report) {
    const brought = effects[event.type]
    if (brought) for (const effect of brought) takeEffect(log, event, effect)
    else takeProcess(log, event as Envelope & ProcessEvent, report)
  },
})
