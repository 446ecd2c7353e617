import type { DomainEvent, EventDescription } from '#kernel/event.ts'

/** An event's data, what is personal of it apart: that is sealed. */
export function splitPersonal(
  event: DomainEvent,
  description: EventDescription,
): { plain: object; personal: object | null } {
  const named: readonly string[] = description.personal ?? []
  const names = named.filter((name) => Object.hasOwn(event.data, name))
  if (names.length === 0) return { plain: event.data, personal: null }
  const entries = Object.entries(event.data)
  return {
    plain: Object.fromEntries(entries.filter(([name]) => !names.includes(name))),
    personal: Object.fromEntries(entries.filter(([name]) => names.includes(name))),
  }
}
