import { authorise } from '#kernel/authorise.ts'
import type { NewCommand } from '#kernel/command.ts'
import { type Envelope, streamOf } from '#kernel/event.ts'
import { type FieldError, parseFields } from '#kernel/field.ts'
import type { AnyIntent } from '#kernel/intent.ts'
import { forbidden } from '#web/access.ts'
import type { Asked } from '#web/asked.ts'
import { isProblem, type Sent, sentBy } from '#web/body.ts'
import { answerCheck } from '#web/check.ts'
import { answerFormAgain, wayBack } from '#web/forms.ts'
import { handOver } from '#web/handing-over.ts'
import { freshId, idOfKey, isUuid } from '#web/ids.ts'
import { hasLines, namesOf } from '#web/inputs.ts'
import { noSuchIntent } from '#web/not-taken.ts'
import { type Target, targetOf } from '#web/offers.ts'
import { type Problem, problem } from '#web/problem.ts'
import { sendProblem } from '#web/respond.ts'
import { askToSignIn } from '#web/sign-in/asking.ts'
import { asksForFactor } from '#web/sign-in/fresh-factor.ts'
import { publicFormRefused } from '#web/sign-in/tries.ts'
import { changesSince, versionSeen } from '#web/stale.ts'
import { answerStale } from '#web/stale-answer.ts'
import { actingFor, standingTo } from '#web/standing.ts'
import type { Visit } from '#web/visit.ts'

const linesStep = 4

/** Answers a POST to a thing or a collection: `choices` are the intents that are sent there. */
export async function answerPost(
  visit: Visit,
  choices: readonly AnyIntent[],
  stream: string | undefined,
): Promise<void> {
  const sent = sentBy(visit.request)
  if (isProblem(sent)) return sendProblem(visit, sent)
  const intent = choices.find(({ name }) => name === sent.values['intent'])
  if (!intent) return sendProblem(visit, noSuchIntent(visit, choices))
  const target = await targetOf(visit, intent, stream)
  if (!target) return sendProblem(visit, problem('not-found'))
  const asked = askedIn(visit, intent, target, sent)
  const stopped = isProblem(asked) ? undefined : await whyNot(visit, asked)
  if (isProblem(asked)) return sendProblem(visit, asked)
  // Nobody yet: the form may have been made for somebody whose session ended meanwhile.
  if (stopped && visit.viewer.actor.role === 'visitor') return askToSignIn(visit)
  if (stopped) return sendProblem(visit, stopped)
  return carryOn(visit, asked)
}

/** What a request asks for, as far as it can be told. */
export function askedIn(
  visit: Visit,
  intent: AnyIntent,
  target: Target,
  sent: Sent,
): Asked | Problem {
  const key = visit.request.headers['idempotency-key']
  const typed = sent.values['command-id']
  const fromKey =
    typeof key === 'string' && key !== '' ? idOfKey(key, visit.viewer.actor.id) : freshId()
  const commandId = typed || fromKey
  const version = intent.creates ? undefined : versionSeen(visit, sent.values)
  if (isUuid(commandId) && !Number.isNaN(version))
    return { intent, target, commandId, version, sent }
  const field = isUuid(commandId) ? 'expected-version' : 'command-id'
  const detail =
    field === 'command-id'
      ? 'The command id must be a UUID.'
      : 'The expected version must be a number.'
  return {
    ...problem('unreadable'),
    status: 422,
    errors: [{ field, code: 'format', detail }],
    detail,
  }
}

/** Before anything typed is looked at: is it this actor's, and may they? */
export async function whyNot(
  visit: Visit,
  { intent, target, sent }: Asked,
): Promise<Problem | undefined> {
  const { actor } = visit.viewer
  const back = wayBack(visit, intent, target).href
  const madeFor = sent.values['actor']
  if (madeFor !== undefined && madeFor !== actor.id) {
    return problem('other-actor', { links: [{ rel: 'up', href: back, title: 'Look at it again' }] })
  }
  const person = intent.creates ? actor.id : target.person
  const permission = authorise(intent.by, actor, person, await standingTo(visit, person))
  if (permission === 'granted') return undefined
  return permission === 'unknown' ? problem('not-found') : forbidden(visit, intent.by, back)
}

async function carryOn(visit: Visit, asked: Asked): Promise<void> {
  const { intent, target, commandId, version, sent } = asked
  const { values } = sent
  const again = (errors: readonly FieldError[], linesShown?: number) =>
    answerFormAgain(visit, intent, target, {
      typed: values,
      errors,
      commandId,
      version,
      ...(linesShown ? { linesShown } : {}),
    })
  if (values['add-lines'] && hasLines(intent))
    return again([], Number(values['lines-shown'] || 0) + linesStep)
  if (values['change']) return again([])
  // Before the fields are read: nobody puts right what cannot be sent any more.
  const changes = await changesBefore(visit, asked)
  if (changes.length > 0) return answerStale(visit, asked, changes)
  const parsed = parsedOf(intent, sent)
  if ('errors' in parsed) return again(parsed.errors, Number(values['lines-shown'] || 0))
  const stopped = intent.creates ? await whoseNew(visit, asked, parsed.value) : undefined
  if (stopped) return sendProblem(visit, stopped)
  if (values['dry-run']) return answerCheck(visit, asked, parsed.value, commandOf(visit, asked))
  if (await asksForFactor(visit, intent)) return
  const tooMany = visit.viewer.actor.role === 'visitor' && publicFormRefused(visit, 'public forms')
  if (tooMany) return sendProblem(visit, tooMany)
  return handOver(visit, commandOf(visit, asked)(parsed.value), asked)
}

/** What others did after the version that was seen. Sent again after it was done, it has nobody before it. */
async function changesBefore(
  visit: Visit,
  { intent, target, version, commandId }: Asked,
): Promise<readonly Envelope[]> {
  if (version === undefined) return []
  const changes = await changesSince(visit, intent, target.stream, version)
  if (changes.length === 0 || (await visit.site.store.command(commandId))) return []
  return changes
}

/** What was typed, read field by field, or every field's errors. */
export function parsedOf(intent: AnyIntent, { values, unclear }: Sent) {
  const names = namesOf(intent)
  const wrong = unclear.filter((name) => names.has(name))
  if (wrong.length > 0) {
    return {
      errors: wrong.map((field) => ({
        field,
        code: 'unclear',
        detail: 'Give one value here, as plain text.',
      })),
    }
  }
  return parseFields(intent.fields, values)
}

/** A new thing is somebody's as soon as the form says whose. */
async function whoseNew(
  visit: Visit,
  { intent, commandId }: Asked,
  data: unknown,
): Promise<Problem | undefined> {
  const person = intent.person?.(data, commandId) ?? null
  if (person === null) return undefined
  const standing = await standingTo(visit, person)
  const permission = authorise(intent.by, visit.viewer.actor, person, standing)
  if (permission === 'granted') return undefined
  return permission === 'unknown' ? problem('not-found') : forbidden(visit, intent.by)
}

/** The command as it is handed to the store. */
export function commandOf(visit: Visit, { intent, target, commandId, version }: Asked) {
  const whose = (data: unknown) =>
    intent.creates ? (intent.person?.(data, commandId) ?? null) : target.person
  return (data: unknown): NewCommand => ({
    id: commandId,
    intent: intent.name,
    // The new thing has the command's id.
    target: intent.creates ? streamOf(intent.on.stream, commandId) : target.stream,
    actor: actingFor(visit, whose(data)),
    data: data as object,
    ...(version === undefined ? {} : { expectedVersion: version }),
  })
}
