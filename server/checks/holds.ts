import type { Envelope } from '#kernel/event.ts'
import type { WalletEvents } from '#modules/wallets/published.ts'
import { check, type Place, type Report } from './check.ts'
import { movementOf, movementTypes, worthOf } from './money.ts'
import { type SignsOfLife, seen, seenLast, signsOfLife, workedLongerThan } from './signs-of-life.ts'

type Hold = {
  readonly amount: number
  readonly expires: number | null
  left: number
  /** Something was taken, so that the rest must go back at once; a part may be released long before. */
  taken: boolean
  at: Place
}

type Holds = { readonly all: Map<string, Hold>; readonly signs: SignsOfLife }

// How long after its time an open hold may still be there.
const graceMs = 60_000

const holdTypes = ['MoneyHeld', 'HeldMoneyTaken', 'HeldMoneyReleased']

type HoldData = Extract<WalletEvents, { readonly type: 'MoneyHeld' }>['data']

function holdData(event: Envelope): HoldData {
  return event.data as HoldData
}

function takeOfHold({ all, signs }: Holds, event: Envelope, report: Report) {
  const { hold: id, amount, expires } = holdData(event)
  const hold = all.get(id)
  const at = { position: event.position, stream: event.stream }
  if (event.type === 'MoneyHeld') {
    if (hold) report(event, `a new hold`, `the hold ${id} again`)
    else all.set(id, { amount, expires, left: amount, taken: false, at })
    return
  }
  if (!hold) return report(event, `a hold ${id}`, 'none')
  if (hold.left === 0) return report(event, `nothing after the hold ${id} was closed`, event.type)
  if (hold.expires !== null && workedLongerThan(signs, graceMs, hold.expires, event.at)) {
    report(event, `the hold ${id} let go at ${hold.expires}`, `open until ${event.at}`)
  }
  if (amount > hold.left) report(event, `at most ${hold.left} of the hold ${id}`, String(amount))
  hold.left = Math.max(0, hold.left - amount)
  hold.taken ||= event.type === 'HeldMoneyTaken'
  hold.at = at
}

/**
 * M4: what is taken and released of a hold is what was held, never more, and nothing comes after that. A
 * part may be released before; M5 looks that the rest does not outlive what it is held for. One that is held
 * until a time is closed within a minute of it.
 */
export const holdsAreUsedUpOnce = check<Holds>({
  id: 'M4',
  title: 'Of every hold exactly what was held is taken or released, and in time',
  types: holdTypes,
  begin: (known) => ({ all: new Map(), signs: signsOfLife(known) }),
  row: ({ signs }, { at }) => seen(signs, at),
  take: takeOfHold,
  end({ all, signs }, _, report) {
    const now = seenLast(signs)
    seen(signs, now)
    for (const [id, { amount, left, taken, at, expires }] of all) {
      if (left === 0) continue
      if (expires !== null && workedLongerThan(signs, graceMs, expires, now)) {
        report(at, `the hold ${id} let go at ${expires}`, `open at ${now}`)
      }
      if (!taken) continue
      report(at, `all ${amount} of the hold ${id} taken or released`, `${left} left over`)
    }
  },
})

type OpenHold = {
  readonly stream: string
  readonly at: Place
  readonly process: string
  left: number
}

type Held = {
  readonly holds: Map<string, OpenHold>
  /** By the wallet's stream, in minor units: what its postings say is held. */
  readonly wallets: Map<string, number>
  /** What its open holds add up to. */
  readonly sums: Map<string, number>
  /** Processes under way. */
  readonly processes: Set<string>
  readonly byProcess: Map<string, string[]>
}

function takeMovement(state: Held, event: Envelope, report: Report): void {
  const { stream, data } = movementOf(event)
  const posted = data.postings.filter(({ account }) => account === 'wallet.held')
  const held = posted.reduce((sum, one) => sum - worthOf(one), state.wallets.get(stream) ?? 0)
  const sum = (state.sums.get(stream) ?? 0) + takeHold(state, event)
  if (held !== sum) report(event, `${sum} held, as its open holds say`, String(held))
  state.sums.set(stream, sum)
  // From here on by the holds, so that one wrong movement is told once.
  state.wallets.set(stream, sum)
}

/** Opens, lowers or closes a hold; answers by how much the open holds of the wallet change. */
function takeHold(state: Held, event: Envelope): number {
  if (!holdTypes.includes(event.type)) return 0
  const { hold: id, amount, for: purpose } = holdData(event)
  const { stream, position } = event
  if (event.type === 'MoneyHeld') {
    const process = `process.${purpose.kind}-${purpose.id}`
    state.holds.set(id, { stream, at: { stream, position }, process, left: amount })
    state.byProcess.set(process, [...(state.byProcess.get(process) ?? []), id])
    return amount
  }
  const hold = state.holds.get(id)
  if (hold) hold.left -= amount
  if (hold && hold.left <= 0) state.holds.delete(id)
  return -amount
}

function takeEnd(state: Held, event: Envelope, report: Report): void {
  state.processes.delete(event.stream)
  for (const id of state.byProcess.get(event.stream) ?? []) {
    const hold = state.holds.get(id)
    if (hold)
      report(event, 'no open hold when the process ends', `the hold ${id} in ${hold.stream}`)
  }
  state.byProcess.delete(event.stream)
}

/** M5: what a wallet has held is the sum of its open holds, each of which a process under way needs. */
export const holdsBelongToProcesses = check<Held>({
  id: 'M5',
  title: 'What is held is the sum of the open holds, and a process under way needs each of them',
  types: [...movementTypes, 'EventNoted', 'ProcessEnded'],
  begin: () => ({
    holds: new Map(),
    wallets: new Map(),
    sums: new Map(),
    processes: new Set(),
    byProcess: new Map(),
  }),
  take(state, event, report) {
    if (event.type === 'ProcessEnded') takeEnd(state, event, report)
    else if (event.type === 'EventNoted') state.processes.add(event.stream)
    else takeMovement(state, event, report)
  },
  end({ holds, processes, byProcess }, _, report) {
    for (const [id, { at, process }] of holds) {
      // What ended while something was held has been told at its end.
      if (processes.has(process) || !byProcess.has(process)) continue
      report(at, `a process under way that needs the hold ${id}`, `no ${process}`)
    }
  },
})
