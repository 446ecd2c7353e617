import type { AnyIntent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import type { Visit } from '#web/visit.ts'

const asked = new WeakMap<Visit, Map<string, Promise<readonly string[]>>>()

async function ask({ site }: Visit, person: string): Promise<readonly string[]> {
  const { registry, store } = site
  const answers = await Promise.all(registry.closings.map((one) => store.query(one(person))))
  return answers.filter((code) => code !== undefined)
}

/** Why nothing can be begun with this person's things any more, asked once a request; nothing where it can. */
export async function whyClosed(
  visit: Visit,
  intent: AnyIntent,
  person: string | null,
): Promise<Refusal | undefined> {
  if (person === null) return undefined
  const known = asked.get(visit) ?? new Map<string, Promise<readonly string[]>>()
  asked.set(visit, known)
  const codes = known.get(person) ?? ask(visit, person)
  known.set(person, codes)
  const code = (await codes).find((one) => !intent.despite?.includes(one))
  return code === undefined ? undefined : refuse(code)
}

/** The kernel's own words for refusals that any intent may meet. */
export const alwaysRefused: Readonly<Record<string, string>> = {
  changed:
    'It was changed by somebody else while you filled in the form. Nothing of yours was done: look at it again before you go on.',
  forbidden: 'You may not do this any more. Nothing was done.',
  fault:
    'It was refused on purpose, to see what happens then. Nothing was done. In the demo a manager sets the switch back in the workshop.',
  undone:
    'The help desk had this undone. Nothing of it is held, reserved or charged any more. Begin it anew where it is still wanted.',
  'resolved-by-hand':
    'This did not go through by itself, and the help desk settled it by hand. Ask there what came of it.',
  erased:
    'This person was erased, and what was theirs only stands in the books without a name. Nothing can be done for them any more; register them anew if they come again.',
  'record-closed':
    'This record is closed, so nothing new can be begun on it. Nothing was done. A manager can open it again.',
  'record-merged':
    'This record was folded into another one of the same person. Nothing was done. Open the record that was kept, and do it there.',
}

/** The words for a refusal of an intent, its own first. */
export function refusalWords({ refusals }: AnyIntent, code: string): string | undefined {
  return refusals[code] ?? alwaysRefused[code]
}
