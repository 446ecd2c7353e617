import type { Actor } from './event.ts'
import type { Reach } from './intent.ts'

/** `unknown`: not even that the thing exists may be told. `forbidden`: known, but not for this role. */
export type Permission = 'granted' | 'forbidden' | 'unknown'

/**
 * Whether an actor may use an intent or see a page on the thing of this person (null: nobody's).
 * Deny by default. Every door asks it, and the worker asks it again when the command is carried out.
 */
export function authorise(
  by: Readonly<Record<string, Reach>>,
  actor: Actor,
  person: string | null,
): Permission {
  const reach = Object.hasOwn(by, actor.role) ? by[actor.role] : undefined
  if (reach === 'clinic') return 'granted'
  if (reach === 'own' && person === actor.id) return 'granted'
  if (actor.role === 'patient' && person !== null && person !== actor.id) return 'unknown'
  return 'forbidden'
}

/** The roles that could do what this one may not, for the words of a refusal. */
export function rolesThatMay(by: Readonly<Record<string, Reach>>): readonly string[] {
  return Object.keys(by).filter((role) => role !== 'system')
}
