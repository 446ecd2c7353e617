import type { NewCommand } from '#kernel/command.ts'
import { streamOf } from '#kernel/event.ts'
import type { Registry } from '#kernel/registry.ts'
import type { LocalStore } from '#store/sqlite/local-store.ts'
import type { Batch, Fault } from '#store/sqlite/writer.ts'
import type { IdSource } from '#worker/work.ts'
import { type Draw, idsFrom } from './random.ts'
import { actorNamed } from './script/cast.ts'
import type { Deed, Ending, IdOf } from './script/deed.ts'
import { remakeKey } from './script/fulfilment.ts'
import { petersOrder } from './script/orders.ts'
import { type Outage, scriptUntil } from './script/script.ts'

/** A clock that stands still until it is set. Times in ms. */
export type VirtualClock = { now(): number; set(at: number): void }

/** A virtual clock that begins at a time. */
export function virtualClock(at: number): VirtualClock {
  let now = at
  return {
    now: () => now,
    set(to) {
      now = to
    },
  }
}

/** The id whose last digits come to 482 913: the code by which Peter collects his order. */
const petersCode = 482_913

/**
 * The ids that commands derive, as the worker works them out, but for one: what lies ready for Peter has the
 * code that visitors are told. The script learns what the order is called that makes something again.
 */
export function idsOf(known: Known): IdSource {
  return ({ intent, label, target }, usual) => {
    if (intent === 'remake-order' && label === 'remake') known.set(remakeKey, usual)
    const isPeters = target === streamOf('order', known.get(petersOrder) ?? '')
    if (intent !== 'set-ready' || !isPeters) return usual
    return usual.slice(0, -12) + petersCode.toString(16).padStart(12, '0')
  }
}

/** The ids of what the script has made, by the script's keys. */
export type Known = Map<string, string>

type Submission = Batch['submissions'][number]

function idIn(known: Known): IdOf {
  return (key) => {
    const id = known.get(key)
    if (id === undefined)
      throw new Error(`The demo's script speaks of ${key}, which is not made yet`)
    return id
  }
}

/** The fault to open the store with, so that the script's outages happen. */
export function faultOf(outages: readonly Outage[], known: Known, now: () => number): Fault {
  return ({ intent, target }) =>
    outages.find(({ code, from, to }) => {
      const isStruck =
        intent === 'reserve-stock' && target === streamOf('item', known.get(code) ?? '')
      return isStruck && now() >= from && now() <= to
    })?.error
}

export type Seeding = {
  /** Opened with the clock below, a batch without end, and `faultOf` of the script's outages. */
  readonly store: LocalStore
  readonly registry: Registry
  readonly clock: VirtualClock
  readonly known: Known
  readonly draw: Draw
  /** Where the demo's time begins, in ms: the last moment of the script. */
  readonly moment: number
}

/** Carries the demo's script out as commands, each at its own time, until the demo's moment. */
export function seedDemo({ store, registry, clock, known, draw, moment }: Seeding): void {
  const newId = idsFrom(draw)
  const together = Map.groupBy(scriptUntil(moment, draw), ({ at }) => at)
  for (const [at, deeds] of together) {
    letTimePass(store, clock, at)
    const commands = deeds.map((deed) => commandOf(deed, { registry, known, store }, newId(at)))
    const { submissions } = store.writer.batch(commands)
    for (const [index, deed] of deeds.entries()) checkEnding(deed, submissions[index])
  }
  letTimePass(store, clock, moment)
}

/** Goes from one timer to the next, so that what they cause happens at its own time. */
function letTimePass({ writer, settleAll }: LocalStore, clock: VirtualClock, until: number): void {
  for (let due = writer.nextDue(); due !== undefined && due <= until; due = writer.nextDue()) {
    clock.set(Math.max(due, clock.now()))
    settleAll()
  }
  clock.set(until)
}

function commandOf(
  deed: Deed,
  { registry, known, store }: Pick<Seeding, 'registry' | 'known' | 'store'>,
  id: string,
): NewCommand {
  const intent = registry.intents.get(deed.intent)
  if (!intent) throw new Error(`The demo's script asks for ${deed.intent}, which is no intent`)
  if (deed.makes) known.set(deed.makes, id)
  const idOf = idIn(known)
  const thing = intent.creates ? id : deed.on && idOf(deed.on)
  const target = intent.only ?? streamOf(intent.on.stream, thing ?? '')
  return {
    id,
    intent: deed.intent,
    target,
    actor: actorNamed(deed.by, idOf),
    data: deed.data(idOf, store.secretFor),
  }
}

function endingOf(submission: Submission | undefined): Ending | undefined {
  if (submission?.kind !== 'accepted') return undefined
  const { state, outcome } = submission.command
  if (state === 'rejected') return { rejected: outcome.code ?? '' }
  return state === 'succeeded' || state === 'in-progress' ? state : undefined
}

/** A demo that came out otherwise than its story is not shown to anybody. */
function checkEnding(deed: Deed, submission: Submission | undefined): void {
  const ended = endingOf(submission)
  if (JSON.stringify(ended) === JSON.stringify(deed.ends)) return
  const what = `${deed.intent} by ${deed.by}${deed.on ? ` on ${deed.on}` : ''}`
  const wanted = JSON.stringify(deed.ends)
  throw new Error(
    `The demo's script: ${what} ended as ${JSON.stringify(submission)} instead of ${wanted}`,
  )
}
