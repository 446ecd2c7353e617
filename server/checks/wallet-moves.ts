import { evolve } from '#kernel/decider.ts'
import type { Actor, DomainEvent, Envelope } from '#kernel/event.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { stored, storyId, storyTime } from '#kernel/story.ts'
import { type WalletEvents, walletStream } from '#modules/wallets/published.ts'
import type { AnyCheck, Breach } from './check.ts'
import { registry } from './tried-clinic.ts'

/** A wallet on which intents are carried out without a store, and the log that comes of it, for tests. */

export const owner = storyId(1)
const staff = (number: number, role: string): Actor => ({
  id: storyId(number),
  role,
  onBehalfOf: null,
})
export const sam = staff(41, 'receptionist')
export const nora = staff(42, 'manager')
export const ada = staff(44, 'admin')
export const machine: Actor = { id: 'system:order', role: 'system', onBehalfOf: sam.id }

/** One intent that somebody asks for. */
export type Move = { readonly intent: string; readonly by: Actor; readonly data: object }

export type Bench = {
  readonly log: Envelope[]
  state: unknown
  asked: number
}

const on = (() => {
  const found = registry.deciders.get('wallet')
  if (!found) throw new Error('There are no wallets')
  return found
})()

function usesOf(log: readonly Envelope[], data: object) {
  const { reference } = data as { readonly reference?: string }
  return log.flatMap((event) => {
    if (event.type !== 'TopUpRecorded') return []
    const known = event.data as { readonly reference: string; readonly day: string }
    return known.reference === reference && reference !== ''
      ? [{ day: known.day, at: event.at, person: owner }]
      : []
  })
}

function place(bench: Bench, command: string, by: Actor): Partial<Envelope> {
  const position = bench.log.length + 1
  return {
    position,
    version: position,
    stream: walletStream(owner),
    at: storyTime + position,
    actor: by.id,
    role: by.role,
    command,
    correlation: command,
  }
}

/** An empty wallet, and the processes that its holds are for. */
export function openBench(): Bench {
  const bench: Bench = { log: [], state: on.initialState, asked: 0 }
  attempt(bench, { intent: 'open-wallet', by: machine, data: { person: owner } })
  return bench
}

/** Asks for something, as the worker would carry it out; answers the refusal's code, or nothing. */
export function attempt(bench: Bench, { intent: name, by, data }: Move): string | undefined {
  const intent = registry.intents.get(name)
  if (!intent) throw new Error(`There is no intent ${name}`)
  bench.asked += 1
  const command = storyId(1_000 + bench.asked)
  const clinic = { zone: 'Europe/London', topUpLimit: 50_000 }
  const facts = { clinic, uses: usesOf(bench.log, data), managers: [], admins: [] }
  const context = {
    command,
    target: walletStream(owner),
    person: owner,
    at: storyTime + bench.log.length,
    actor: by,
    facts,
    id: (label: string) => label,
    isSecret: () => false,
    data,
  }
  const decision = intent.needs?.(bench.state, context) ?? intent.decide(bench.state, context)
  if (isRefusal(decision)) return decision.code
  for (const event of decision) append(bench, event, command, by)
  return undefined
}

/** The id of the command that was asked for last. */
export const lastCommand = (bench: Bench): string => storyId(1_000 + bench.asked)

function append(bench: Bench, event: DomainEvent, command: string, by: Actor): void {
  const next = stored(event, place(bench, command, by))
  bench.log.push(next)
  bench.state = evolve(on, bench.state, next)
}

/** What a check finds in a log, as it is or with one event of it replaced. */
export function foundBy(check: AnyCheck, log: readonly Envelope[]): readonly Omit<Breach, 'id'>[] {
  const found: Omit<Breach, 'id'>[] = []
  const fold = check.open({ noted: [] }, ({ position, stream }, expected, instead) =>
    found.push({ position, stream, expected, found: instead }),
  )
  for (const event of log) {
    if (!check.types || check.types.includes(event.type)) fold.take?.(event)
  }
  const last = log.at(-1)
  fold.end({ position: last?.position ?? 0, at: last?.at ?? 0 })
  return found
}

/** The first event of a type. */
export function firstOf(log: readonly Envelope[], type: WalletEvents['type']): Envelope {
  const found = log.find((event) => event.type === type)
  if (!found) throw new Error(`No ${type} happened`)
  return found
}

/** The log with some of one event changed, its data or who did it. */
export function withChange(
  log: readonly Envelope[],
  which: Envelope,
  { data = {}, ...change }: Partial<Envelope>,
): readonly Envelope[] {
  return log.map((event) =>
    event === which ? { ...event, ...change, data: { ...event.data, ...data } } : event,
  )
}
