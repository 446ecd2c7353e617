import { deepEqual, equal, throws } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Module } from '#kernel/module.ts'
import { register } from '#kernel/registry.ts'
import { storyId } from '#kernel/story.ts'
import { chain, type StoredEvent, toEnvelope } from './stored.ts'
import type { Vault } from './vault.ts'

type Recorded = { readonly version: number; readonly data: Readonly<Record<string, unknown>> }

const recorded: readonly Recorded[] = JSON.parse(
  readFileSync(new URL('./golden/stay-booked.json', import.meta.url), 'utf8'),
)

const inn: Module = {
  name: 'inn',
  events: {
    StayBooked: {
      version: 3,
      words: 'Booked',
      upcasts: {
        1: ({ guest, ...rest }) => ({ ...rest, who: guest }),
        2: ({ room, ...rest }) => ({ ...rest, rooms: [room] }),
      },
    },
  },
  intents: [],
  processes: [],
  projections: [],
  pages: [],
  navigation: [],
}

const noVault: Vault = {
  seal: () => new Uint8Array(),
  unseal: () => null,
  isDestroyed: () => false,
  destroy: () => undefined,
  digest: () => new Uint8Array(),
  secretFor: () => '',
  flush: () => undefined,
  discard: () => undefined,
}

function row({ version, data }: Recorded): StoredEvent {
  const command = storyId(8)
  return {
    position: 1,
    stream: `stay-${storyId(1)}`,
    version: 1,
    category: 'stay',
    type: 'StayBooked',
    type_version: version,
    at: 1,
    actor: storyId(9),
    role: 'receptionist',
    on_behalf_of: null,
    command_id: command,
    correlation: command,
    causation: null,
    step: null,
    data: JSON.stringify(data),
    sealed: null,
    sealed_for: null,
  }
}

test('an event of every version that was ever written is read as the newest', () => {
  const registry = register([inn])
  for (const one of recorded) {
    const event = toEnvelope(row(one), registry, noVault)
    deepEqual(event.data, { rooms: [7], who: 'Ada' })
    equal(event.typeVersion, 3)
  }
  deepEqual(
    recorded.map(({ version }) => version),
    [1, 2, 3],
  )
})

test('a version without a way to the next is a defect that names both', () => {
  const [first] = recorded
  const { StayBooked } = inn.events
  const broken = {
    ...inn,
    events: { StayBooked: { version: 3, words: StayBooked?.words ?? '', upcasts: {} } },
  }
  throws(
    () => first && toEnvelope(row(first), register([broken]), noVault),
    /StayBooked version 1 has no upcast to 2/,
  )
})

test('a type that no module describes is refused by its name and place', () => {
  const [first] = recorded
  throws(
    () => first && toEnvelope(row(first), register([]), noVault),
    /StayBooked at 1, which this program does not know/,
  )
})

test('the chain covers every column as it is stored, and what came before', () => {
  const [first] = recorded
  const event = row(first ?? { version: 1, data: {} })
  const none = Buffer.alloc(32)
  const hash = chain(none, event)
  const changes: readonly Partial<StoredEvent>[] = [
    { position: 2 },
    { stream: `stay-${storyId(2)}` },
    { version: 2 },
    { category: 'play' },
    { type: 'StayMoved' },
    { type_version: 2 },
    { at: 2 },
    { actor: storyId(8) },
    { role: 'patient' },
    { on_behalf_of: storyId(9) },
    { command_id: storyId(7) },
    { correlation: storyId(7) },
    { causation: 0 },
    { step: '' },
    { data: '{}' },
    { sealed: new Uint8Array() },
    { sealed_for: '' },
  ]
  equal(changes.length, Object.keys(event).length)
  const hashes = [
    hash,
    chain(hash, event),
    ...changes.map((change) => chain(none, { ...event, ...change })),
  ]
  equal(new Set(hashes.map((one) => Buffer.from(one).toString('hex'))).size, hashes.length)
})
