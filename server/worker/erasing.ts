import type { Actor } from '#kernel/event.ts'
import type { AnyIntent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { ask, type Io, tell } from './io.ts'
import type { Work } from './work.ts'

/**
 * Erasing somebody: the event says it, and their key is destroyed once that is committed. Between the two
 * they are erased already; a crash there leaves a row that says whose key is still to go.
 */

/** Whether nothing can be sealed for somebody any more: erased in this batch, or long ago. */
export function isErased(work: Work, person: string): boolean {
  return work.memory.erased.includes(person) || work.vault.isDestroyed(person)
}

/** The person, unless they are erased: what is written of them from then on holds nothing personal. */
export function unlessErased(work: Work, person: string | null): string | null {
  return person !== null && isErased(work, person) ? null : person
}

/** Notes that an event erases the person of its stream. */
export function* noteErased(work: Work, type: string, person: string | null): Io<void> {
  if (person === null || !work.registry.erases(type)) return
  yield* tell(
    'INSERT INTO erased (person, position, key_gone) VALUES (?, ?, 0) ON CONFLICT (person) DO NOTHING',
    person,
    work.memory.head.position,
  )
  work.memory.erased.push(person)
}

/** Why nothing can be begun with somebody's things, in whoever's name; nothing where it can. */
export function* whyClosed(
  work: Work,
  intent: AnyIntent,
  actor: Actor,
  person: string | null,
): Io<Refusal | undefined> {
  if (person === null) return undefined
  if (isErased(work, person)) return refuse('erased')
  // What a process began before, it brings to its end.
  if (actor.role === 'system') return undefined
  for (const closing of work.registry.closings) {
    const code = yield* ask(closing(person))
    if (code !== undefined && !intent.despite?.includes(code)) return refuse(code)
  }
  return undefined
}
