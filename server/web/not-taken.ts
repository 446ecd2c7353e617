import type { Submission } from '#kernel/command.ts'
import type { AnyIntent } from '#kernel/intent.ts'
import type { Asked } from '#web/asked.ts'
import { wayBack } from '#web/forms.ts'
import { referenceOf } from '#web/ids.ts'
import { type Problem, problem } from '#web/problem.ts'
import type { Visit } from '#web/visit.ts'

/** Nothing that can be asked for here has the name that was sent. */
export function noSuchIntent({ viewer }: Visit, choices: readonly AnyIntent[]): Problem {
  const names = choices
    .filter(({ by }) => Object.hasOwn(by, viewer.actor.role))
    .map(({ name }) => name)
  const detail = `Say in the field "intent" what is asked for: ${names.join(', ') || 'nothing can be asked for here'}.`
  return problem('no-such-intent', {
    detail,
    errors: [{ field: 'intent', code: 'not-a-choice', detail }],
  })
}

/** Why a command was not taken, or that it is not known whether it was. */
export function notStored(
  visit: Visit,
  submission: Exclude<Submission, { kind: 'accepted' }>,
  { intent, target, commandId }: Asked,
): Problem {
  const form = { rel: 'up', href: wayBack(visit, intent, target).href, title: 'Look at it again' }
  if (submission.kind === 'reused') return problem('command-id-reused', { links: [form] })
  if (submission.kind === 'unknown') return notKnownYet(commandId)
  const headers = { 'Retry-After': String(submission.retryAfterS) }
  return problem('busy', { headers, links: [form] })
}

/** Only after a failed commit is it open whether a command was stored. */
function notKnownYet(id: string): Problem {
  const reference = referenceOf(id)
  return {
    status: 503,
    code: 'not-known-yet',
    title: 'We do not know yet whether this was saved',
    detail: `Please don't send it again: the page below will tell you. Reference ${reference}.`,
    reference,
    headers: { 'Retry-After': '2', Location: `/commands/${id}` },
    links: [{ rel: 'command', href: `/commands/${id}`, title: 'See whether it was saved' }],
  }
}
