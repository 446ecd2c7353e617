import { type CommandView, isFinal } from '#kernel/command.ts'
import type { FieldError } from '#kernel/field.ts'
import type { AnyIntent } from '#kernel/intent.ts'
import type { Page } from '#kernel/page.ts'
import { fill } from '#kernel/words.ts'
import type { Asked } from '#web/asked.ts'
import { answerFormAgain } from '#web/forms.ts'
import { freshId } from '#web/ids.ts'
import { inputsOf } from '#web/inputs.ts'
import type { Target } from '#web/offers.ts'
import { type Problem, problem } from '#web/problem.ts'
import type { Visit } from '#web/visit.ts'

// A document is replaced as a whole under the version that its editor saw (RFC 9110 §9.3.4, §13.1.1): by PUT
// for machines, by a plain form for people. Both send the same intent; only the answers differ.

/** The page of the document that this intent replaces, if it is one. */
export function documentPage({ site }: Visit, { on, name }: AnyIntent): Page | undefined {
  const page = site.map.thingPage(on.stream)
  return page?.replacedBy === name ? page : undefined
}

/** The version as the entity tag of a document. */
export const tagOf = (version: number): string => `"${version}"`

/** PUT without saying which version was seen: it could undo what somebody else just wrote (RFC 6585 §3). */
export function versionWanted(target: Target): Problem {
  return problem('version-wanted', { headers: { ETag: tagOf(target.version) } })
}

/** Why a document was not changed, said at the form with all that was typed: it is kept nowhere else. */
export async function answerRefused(
  visit: Visit,
  { intent, target, sent, version }: Asked,
  { outcome }: CommandView,
): Promise<void> {
  const code = outcome.code ?? 'refused'
  const detail = fill(intent.refusals[code] ?? '', outcome.facts ?? {}, visit.say)
  const field = inputsOf(intent).inputs[0]?.input.name ?? ''
  const errors: readonly FieldError[] = [{ field, code, detail }]
  return answerFormAgain(visit, intent, target, {
    typed: sent.values,
    errors,
    commandId: freshId(),
    version,
  })
}

/** What a document's command came to, for the sender of a PUT; nothing where the document now says so itself. */
export function whyNotReplaced(
  visit: Visit,
  { intent, target }: Asked,
  command: CommandView,
): Problem | undefined {
  if (!isFinal(command.state)) return problem('busy', { headers: { 'Retry-After': '1' } })
  const { code = 'refused', facts = {} } = command.outcome
  // What is there already is what was wanted: sent again, a PUT changes nothing and succeeds.
  if (command.state === 'succeeded' || code === 'same') return undefined
  if (command.state === 'failed') return problem('broken')
  return {
    status: code === 'changed' ? 412 : 422,
    code,
    title: fill(intent.notDone, facts, visit.say),
    detail: fill(intent.refusals[code] ?? '', facts, visit.say),
    headers: { ETag: tagOf(target.version) },
    links: [{ rel: 'thing', href: visit.site.map.href(target.stream) ?? '/', title: 'On file' }],
  }
}
