import type { AnyIntent } from './intent.ts'
import type { Cause, ProcessMap } from './map.ts'
import { kindOf, movesFrom, stateOf } from './moves.ts'
import type { AnyProcess } from './process.ts'
import { newborn, type SentIntents, type Standing, type Trying } from './trying.ts'

/** More standings than this are not looked at: nearly all of them differ in what is only remembered. */
const standingsMax = 4000

/** What tells one standing from another: counts, repeated steps and the words of a refusal do not. */
function keyOf({ process }: Trying, { told, timers }: Standing): string {
  const { life, state } = told
  const open = life.steps.filter(({ state: of, undoneBy }) => of !== 'succeeded' || undoneBy)
  const steps = new Set(
    open
      .filter(({ state: of, undoneBy }) => of !== 'undone' && (of !== 'rejected' || undoneBy))
      .map((one) => `${kindOf(one.step)} ${one.state}`),
  )
  const times = new Set(timers.map(({ name }) => kindOf(name)))
  const plain = JSON.stringify(state ?? null)
    .replaceAll(/"code":"[^"]*"/g, '')
    .replaceAll(/[1-9]\d*/g, '#')
  const where = [stateOf(process, told), life.compensating, life.stuck !== null]
  return JSON.stringify([where, [...steps].toSorted(), [...times].toSorted(), plain])
}

type FoundWay = {
  readonly from: string
  readonly to: string
  readonly causes: Map<string, Cause>
}

type Found = {
  readonly ways: Map<string, FoundWay>
  readonly reached: Set<string>
  readonly stuck: Set<string>
  readonly waits: Map<string, string>
  readonly sends: Set<string>
  isWhole: boolean
}

function noteWay({ ways }: Found, from: string, to: string, cause: Cause): void {
  if (from === to) return
  const key = `${from} ${to}`
  const way = ways.get(key) ?? { from, to, causes: new Map() }
  way.causes.set(JSON.stringify(cause), cause)
  ways.set(key, way)
}

function noteStanding({ process, intents }: Trying, found: Found, { told }: Standing): void {
  const state = stateOf(process, told)
  if (state === 'begin') return
  found.reached.add(state)
  for (const { intent, state: of } of told.life.steps) {
    const undoneBy = of === 'undoing' ? intents(intent)?.undoneBy : undefined
    found.sends.add(undoneBy ?? intent)
  }
  if (told.life.stuck) found.stuck.add(state)
  const waits = told.life.ended === null ? process.waitsFor(told.state) : undefined
  if (waits) found.waits.set(state, waits)
}

function explore(trying: Trying): Found {
  const found: Found = {
    ways: new Map(),
    reached: new Set(),
    stuck: new Set(),
    waits: new Map(),
    sends: new Set(),
    isWhole: true,
  }
  const queue: Standing[] = [newborn(trying.process)]
  const seen = new Set<string>()
  for (let one = queue.shift(); one && found.isWhole; one = queue.shift()) {
    found.isWhole = seen.size < standingsMax
    const from = stateOf(trying.process, one.told)
    noteStanding(trying, found, one)
    for (const { cause, to } of movesFrom(trying, one)) {
      noteWay(found, from, stateOf(trying.process, to.told), cause)
      const key = keyOf(trying, to)
      if (!seen.has(key)) queue.push(to)
      seen.add(key)
    }
  }
  return found
}

function told(intents: ReadonlyMap<string, AnyIntent>): SentIntents {
  return (name) => {
    const known = intents.get(name)
    if (!known) return undefined
    const { title, undoneBy = null, refusals } = known
    return { title, undoneBy, refusals: Object.keys(refusals) }
  }
}

/**
 * The map of a process's states, made from nothing but its definition: it is shown its examples, and
 * everything that can become of each of its steps.
 */
export function mapOf(process: AnyProcess, intents: ReadonlyMap<string, AnyIntent>): ProcessMap {
  const { ways, reached, stuck, waits, sends, isWhole } = explore({
    process,
    intents: told(intents),
  })
  const phases = process.phases ?? { 'under-way': 'Under way' }
  const declared = Object.keys(phases)
  const isEnd = (state: string) => state.startsWith('end:')
  return {
    states: Object.entries(phases).map(([name, title]) => ({
      name,
      title,
      waitsFor: waits.get(name),
      mayStick: stuck.has(name),
    })),
    ends: [...reached].filter(isEnd),
    ways: [...ways.values()].map((way) => ({ ...way, causes: [...way.causes.values()] })),
    sends: [...sends],
    isWhole,
    undeclared: [...reached].filter((state) => !isEnd(state) && !declared.includes(state)),
    unreached: declared.filter((state) => !reached.has(state)),
  }
}
