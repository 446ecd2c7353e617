import type { AnyIntent } from '#kernel/intent.ts'
import type { Page } from '#kernel/page.ts'
import type { Asked } from '#web/asked.ts'
import { isProblem, sentBy } from '#web/body.ts'
import { tagOf, versionWanted, whyNotReplaced } from '#web/documents.ts'
import { notStored } from '#web/not-taken.ts'
import { targetOf } from '#web/offers.ts'
import { answerPage } from '#web/pages.ts'
import { problem } from '#web/problem.ts'
import { sendProblem } from '#web/respond.ts'
import { changesSince, versionSeen } from '#web/stale.ts'
import { answerStale } from '#web/stale-answer.ts'
import { askedIn, commandOf, parsedOf, whyNot } from '#web/submission.ts'
import type { Visit } from '#web/visit.ts'

/** How long a PUT waits for its outcome, in ms: it is answered by the document, not by a command. */
const waitMs = 5_000

/** Answers a PUT to a document: the whole of it, in the place of the version that its sender saw. */
export async function answerPut(
  visit: Visit,
  page: Page,
  intent: AnyIntent,
  stream: string | undefined,
): Promise<void> {
  const sent = sentBy(visit.request)
  if (isProblem(sent)) return sendProblem(visit, sent)
  const target = await targetOf(visit, intent, stream)
  if (!target) return sendProblem(visit, problem('not-found'))
  const header = visit.request.headers['if-match']
  const seen = header === '*' ? target.version : versionSeen(visit, {})
  // What a machine reads out of the page comes back with it: only the document's own fields count.
  const { 'expected-version': _, actor: __, ...values } = sent.values
  const asked = askedIn(visit, intent, target, { ...sent, values })
  if (isProblem(asked) && !Number.isNaN(seen)) return sendProblem(visit, asked)
  const whole: Asked = isProblem(asked)
    ? { intent, target, commandId: '', version: seen, sent }
    : { ...asked, version: seen }
  const stopped = await whyNot(visit, whole)
  if (stopped) return sendProblem(visit, stopped)
  if (header === undefined || whole.version === undefined)
    return sendProblem(visit, versionWanted(target))
  if (whole.version !== target.version) return answerTooLate(visit, whole)
  return replace(visit, page, whole)
}

async function answerTooLate(visit: Visit, asked: Asked): Promise<void> {
  const { intent, target, version = Number.NaN } = asked
  const since = Number.isNaN(version) ? target.version : version
  return answerStale(visit, asked, await changesSince(visit, intent, target.stream, since))
}

async function replace(visit: Visit, page: Page, asked: Asked): Promise<void> {
  const { intent, sent, target } = asked
  const parsed = parsedOf(intent, sent)
  if ('errors' in parsed) {
    const { errors } = parsed
    const detail = errors.map((one) => one.detail).join(' ')
    const title = 'Some of this has to be put right'
    return sendProblem(visit, { status: 422, code: 'invalid', title, detail, errors })
  }
  const { store } = visit.site
  const submission = await store.submit(commandOf(visit, asked)(parsed.value))
  if (submission.kind !== 'accepted') return sendProblem(visit, notStored(visit, submission, asked))
  const first = submission.command
  const command = (await store.command(first.id, waitMs)) ?? first
  const refused = whyNotReplaced(visit, asked, command)
  if (refused) return sendProblem(visit, refused)
  const now = await targetOf(visit, intent, target.stream)
  visit.response.setHeader('ETag', tagOf(now?.version ?? target.version))
  return answerPage(visit, page)
}
