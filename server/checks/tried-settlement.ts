import type { Actor } from '#kernel/event.ts'
import { caseIdOf, settledEffects } from '#modules/help-desk/published.ts'
import type { LocalStore } from '#store/sqlite/local-store.ts'
import { derivedId } from '#worker/ids.ts'

/** What a manager says and saw before they settle the second order that is stuck. */
export async function settling(
  store: LocalStore,
  { id, actor }: { readonly id: string; readonly actor: Actor },
): Promise<object> {
  const said = {
    settlement: 'nothing-given',
    done: 'never came about',
    evidence: 'She rang, and does not need them any more.',
    reference: '',
    ask: false,
  }
  const command = {
    id: derivedId(0, 'looked at', id),
    intent: 'settle-by-hand',
    target: `case-${caseIdOf(`process.order-${id}`)}`,
    actor,
    data: { ...said, effects: null },
  }
  const { kind, ...rehearsal } = await store.rehearse(command)
  if (kind !== 'events' || !('events' in rehearsal)) throw new Error(`It would be ${kind}`)
  return { ...said, effects: settledEffects(rehearsal.events) }
}
