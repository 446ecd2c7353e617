import { type CommandView, isFinal, type NewCommand } from '#kernel/command.ts'
import type { Asked } from '#web/asked.ts'
import { commandBody, receiptBody, retryAfterOf } from '#web/command/machine.ts'
import { answerRefused, documentPage } from '#web/documents.ts'
import { notStored } from '#web/not-taken.ts'
import { targetOf } from '#web/offers.ts'
import { applied, preferenceOf } from '#web/prefer.ts'
import { sendJson, sendOn, sendProblem } from '#web/respond.ts'
import { placeAfterJoining } from '#web/sign-in/joining.ts'
import { changesSince } from '#web/stale.ts'
import { answerStale } from '#web/stale-answer.ts'
import type { Visit } from '#web/visit.ts'

const browserWaitMs = 700

/** Hands a command to the store, and answers what became of it. */
export async function handOver(visit: Visit, command: NewCommand, asked: Asked): Promise<void> {
  const submission = await visit.site.store.submit(command)
  if (submission.kind === 'accepted') return accepted(visit, submission.command, asked)
  return sendProblem(visit, notStored(visit, submission, asked))
}

/** Somebody was first between our look and the decision: the same answer as when we had seen it ourselves. */
async function overtaken(visit: Visit, asked: Asked): Promise<void> {
  const { intent, target, version = target.version } = asked
  const now = (await targetOf(visit, intent, target.stream)) ?? target
  const changes = await changesSince(visit, intent, target.stream, version)
  return answerStale(visit, { ...asked, target: now }, changes)
}

async function accepted(visit: Visit, first: CommandView, asked: Asked): Promise<void> {
  const { site, request, response, wants } = visit
  const place = `/commands/${first.id}`
  if (wants.kind !== 'machine') {
    const seen = isFinal(first.state) ? first : await site.store.command(first.id, browserWaitMs)
    if (seen?.outcome.code === 'changed') return overtaken(visit, asked)
    if (seen?.state === 'rejected' && documentPage(visit, asked.intent))
      return answerRefused(visit, asked, seen)
    return sendOn(visit, (seen && placeAfterJoining(visit, asked.intent, seen)) ?? place)
  }
  const preference = preferenceOf(request.headers.prefer as string | undefined)
  const waitMs = (preference.waitS ?? 0) * 1000
  const waited =
    !isFinal(first.state) && waitMs > 0 ? await site.store.command(first.id, waitMs) : first
  const command = waited ?? first
  const said = applied(preference)
  if (said) response.setHeader('Preference-Applied', said)
  const asksForResult = preference.waitS !== undefined && isFinal(command.state)
  if (asksForResult) {
    response.status(200).setHeader('Content-Location', place)
    return sendJson(request, response, await commandBody(visit, command), wants.type)
  }
  response.status(202).setHeader('Location', place)
  if (!isFinal(command.state)) {
    response.setHeader('Retry-After', String(retryAfterOf(visit, command)))
  }
  return sendJson(request, response, receiptBody(command), wants.type)
}
