import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { NewCommand } from '#kernel/command.ts'
import type { Actor, Envelope } from '#kernel/event.ts'
import type { Steering } from '#kernel/steering.ts'
import { storyId, storyTime } from '#kernel/story.ts'
import { type ClinicClock, clinicClock } from '#worker/clock.ts'
import type { StoredEvent } from '#worker/stored.ts'
import { chain } from '#worker/stored.ts'
import { openReader } from '../sqlite/connection.ts'
import { databaseName } from '../sqlite/local-store.ts'

/** Who asks, what, and when, in the tests of the store. */

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))))

export const migrationsFolder = join(root, 'migrations')

export const sam: Actor = { id: storyId(901), role: 'receptionist', onBehalfOf: null }
export const ines: Actor = { id: storyId(902), role: 'receptionist', onBehalfOf: null }
export const maria: Actor = { id: storyId(903), role: 'patient', onBehalfOf: null }

/** A folder of its own, removed when the process ends, unless a test failed: then it is the evidence. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-'))
  process.setMaxListeners(0)
  process.on('exit', () => {
    if (!process.exitCode) rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** A clock that stands still until it is set. */
export function stoppedClock(): ClinicClock {
  const clock = clinicClock(() => 0)
  clock.set(storyTime, 0)
  return clock
}

/** Ids in the order in which they are asked for. */
export function idsFrom(first: number): () => string {
  let last = first - 1
  return () => {
    last += 1
    return storyId(last)
  }
}

export function addCoins(id: string, purse: string, coins: number, note = ''): NewCommand {
  return { id, intent: 'add-coins', target: `purse-${purse}`, actor: sam, data: { coins, note } }
}

export function askSale(id: string, purse: string, things: number): NewCommand {
  return { id, intent: 'ask-sale', target: `sale-${id}`, actor: sam, data: { purse, things } }
}

export function askTour(id: string, legs: readonly string[], isTogether = false): NewCommand {
  return { id, intent: 'ask-tour', target: `tour-${id}`, actor: sam, data: { legs, isTogether } }
}

export function setBell(
  id: string,
  name: string,
  due: number,
  person: string | null = null,
): NewCommand {
  return { id, intent: 'set-bell', target: `bell-${id}`, actor: sam, data: { name, due, person } }
}

export function onBell(
  id: string,
  intent: 'ring-bell' | 'still-bell',
  bell: string,
  name: string,
): NewCommand {
  return { id, intent, target: `bell-${bell}`, actor: sam, data: { name } }
}

export function steer(id: string, steering: Steering): NewCommand {
  return { id, intent: 'steer', target: `desk-${id}`, actor: sam, data: { steering } }
}

/** The types of events, in their order. */
export function typesOf(events: readonly Envelope[]): readonly string[] {
  return events.map(({ type }) => type)
}

type HashedEvent = StoredEvent & { readonly hash: Uint8Array }

/** What is wrong with the log of a folder: gaps, time that runs back, a broken chain. Nothing, if all is well. */
export function faultsOfLog(folder: string): readonly string[] {
  const db = openReader(join(folder, databaseName))
  const events = db.prepare('SELECT * FROM events ORDER BY position').all() as HashedEvent[]
  db.close()
  const versions = new Map<string, number>()
  const faults: string[] = []
  let [hash, at]: [Uint8Array, number] = [Buffer.alloc(32), 0]
  for (const [index, event] of events.entries()) {
    const version = (versions.get(event.stream) ?? 0) + 1
    versions.set(event.stream, version)
    hash = chain(hash, event)
    if (event.position !== index + 1)
      faults.push(`position ${event.position} stands at ${index + 1}`)
    if (event.version !== version)
      faults.push(`${event.stream} has ${event.version} for ${version}`)
    if (event.at < at) faults.push(`time runs back at ${event.position}`)
    if (Buffer.compare(hash, event.hash) !== 0) faults.push(`the chain breaks at ${event.position}`)
    at = event.at
  }
  return faults
}
