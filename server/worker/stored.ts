import type { Envelope, EventDescription } from '#kernel/event.ts'
import type { Registry } from '#kernel/registry.ts'
import { digest } from './ids.ts'
import type { Vault } from './vault.ts'

/** The columns of an event that never change and that the chain covers, in this order. */
export type StoredEvent = {
  readonly position: number
  readonly stream: string
  readonly version: number
  readonly category: string
  readonly type: string
  readonly type_version: number
  readonly at: number
  readonly actor: string
  readonly role: string
  readonly on_behalf_of: string | null
  readonly command_id: string
  readonly correlation: string
  readonly causation: number | null
  readonly step: string | null
  readonly data: string
  readonly sealed: Uint8Array | null
  readonly sealed_for: string | null
}

/** hash(n) = SHA-256(hash(n − 1) ‖ the event's columns, each with its length before it). */
export function chain(previous: Uint8Array, event: StoredEvent): Uint8Array {
  const text = (value: number | string | null) => (value === null ? null : String(value))
  return digest(
    previous,
    text(event.position),
    event.stream,
    text(event.version),
    event.category,
    event.type,
    text(event.type_version),
    text(event.at),
    event.actor,
    event.role,
    event.on_behalf_of,
    event.command_id,
    event.correlation,
    text(event.causation),
    event.step,
    event.data,
    event.sealed,
    event.sealed_for,
  )
}

/** Where sealed bytes belong: they open nowhere else. */
export function placeOf(event: { readonly stream: string; readonly version: number }): string {
  return `${event.stream}:${event.version}`
}

type Json = Record<string, unknown>

function upcast(description: EventDescription, type: string, version: number, data: Json): Json {
  let current = data
  for (let from = version; from < description.version; from += 1) {
    const step = description.upcasts?.[from]
    if (!step) throw new Error(`${type} version ${from} has no upcast to ${from + 1}`)
    current = step(current)
  }
  return current
}

function personalOf(event: StoredEvent, description: EventDescription, vault: Vault): Json {
  const empty = Object.fromEntries((description.personal ?? []).map((name) => [name, null]))
  if (!event.sealed || !event.sealed_for) return {}
  const plain = vault.unseal(event.sealed_for, placeOf(event), event.sealed)
  return plain === null ? empty : (JSON.parse(plain) as Json)
}

/** A row of the log as the domain sees it: parsed, upcast, personal fields merged in or null once erased. */
export function toEnvelope(event: StoredEvent, registry: Registry, vault: Vault): Envelope {
  const description = registry.events.get(event.type)
  if (!description)
    throw new Error(
      `The log holds ${event.type} at ${event.position}, which this program does not know`,
    )
  const stored = { ...(JSON.parse(event.data) as Json), ...personalOf(event, description, vault) }
  return {
    type: event.type,
    data: upcast(description, event.type, event.type_version, stored),
    position: event.position,
    stream: event.stream,
    version: event.version,
    typeVersion: description.version,
    at: event.at,
    actor: event.actor,
    role: event.role,
    onBehalfOf: event.on_behalf_of,
    command: event.command_id,
    correlation: event.correlation,
    causation: event.causation,
    step: event.step,
  }
}
