import type { FieldError, RawForm } from '#kernel/field.ts'
import { writeFields } from '#kernel/field.ts'
import type { AnyIntent } from '#kernel/intent.ts'
import type { FormView, Link } from '#kernel/page.ts'
import { fill } from '#kernel/words.ts'
import { toldOfPage } from '#web/about-page.ts'
import { forbidden } from '#web/access.ts'
import { refusalWords } from '#web/closed.ts'
import { mayFollow } from '#web/command/access.ts'
import { formView } from '#web/form-view.ts'
import { halForm } from '#web/hal-forms.ts'
import { isUuid } from '#web/ids.ts'
import { namesOf } from '#web/inputs.ts'
import { availability, formHref, type Target } from '#web/offers.ts'
import { typedFor } from '#web/page-context.ts'
import { type Problem, problem } from '#web/problem.ts'
import { sendJson, sendPage, sendProblem } from '#web/respond.ts'
import { heldValues } from '#web/sign-in/asking.ts'
import { asksForFactor } from '#web/sign-in/fresh-factor.ts'
import { spokenFacts } from '#web/spoken.ts'
import { noteHereFor } from '#web/standing.ts'
import { aboutWords, isStranger, listWords, thingWords } from '#web/thing-words.ts'
import { queryOf, type Visit } from '#web/visit.ts'

/** Where "Not now" leads: to the thing, or to the list that a new one would be in. */
export function wayBack(visit: Visit, intent: AnyIntent, target: Target): Link {
  const { map } = visit.site
  if (isStranger(visit)) return { rel: 'up', href: '/', title: 'Not now' }
  const href = intent.creates ? map.collection(intent.on.stream)?.path : map.href(target.stream)
  return { rel: 'up', href: href ?? '/', title: 'Not now' }
}

/** What the place is called that a form leads back to. */
export function placeWords(
  visit: Visit,
  intent: AnyIntent,
  target: Target,
): Promise<string> | string {
  if (isStranger(visit)) return 'The first page'
  const list = visit.site.map.collection(intent.on.stream)?.path
  return intent.creates ? listWords(visit, list ?? '/') : thingWords(visit, target.stream)
}

/** The values of an earlier command, for a form that follows its refusal. */
async function answersOf(
  visit: Visit,
  id: string,
): Promise<{ intent: string; typed: RawForm; code: string | undefined } | undefined> {
  if (!isUuid(id)) return undefined
  const command = await visit.site.store.command(id)
  if (!command || !(await mayFollow(visit, command))) return undefined
  const intent = visit.site.registry.intents.get(command.intent)
  const received = (await visit.site.store.stream(`command-${id}`))[0]?.data as
    | { data?: object; personal?: object | null }
    | undefined
  if (!intent || !received) return undefined
  const values = { ...received.data, ...received.personal }
  return {
    intent: command.intent,
    typed: writeFields(intent.fields, values),
    code: command.outcome.code,
  }
}

/** Why the form is not shown: not for this actor, or refused at once. */
export function unavailable(
  visit: Visit,
  intent: AnyIntent,
  target: Target,
  found: Awaited<ReturnType<typeof availability>>,
): Problem | undefined {
  const back = wayBack(visit, intent, target)
  if (found.permission === 'unknown') return problem('not-found')
  if (found.permission === 'forbidden') return forbidden(visit, intent.by, back.href)
  if (!found.refusal) return undefined
  const { code, facts } = found.refusal
  return {
    status: 409,
    code,
    title: fill(intent.notDone, facts, visit.say),
    detail: fill(refusalWords(intent, code) ?? '', facts, visit.say),
    facts: spokenFacts(refusalWords(intent, code) ?? '', facts, visit.say),
    links: [
      { ...back, title: 'Go back' },
      { rel: 'home', href: '/', title: 'Go to the first page' },
    ],
  }
}

/** Answers a GET of an intent's form. */
export async function answerForm(visit: Visit, intent: AnyIntent, target: Target): Promise<void> {
  const found = await availability(visit, intent, target)
  const stopped = unavailable(visit, intent, target, found)
  if (stopped) return sendProblem(visit, stopped)
  if (await asksForFactor(visit, intent)) return
  const query = queryOf(visit.request)
  const held = heldValues(visit, query['held'])
  const earlier = query['from'] ? await answersOf(visit, query['from']) : undefined
  const kept = earlier?.intent === intent.name ? earlier : undefined
  const form = await formView(visit, intent, target, {
    typed: {
      ...kept?.typed,
      ...typedFor(namesOf(intent), query),
      ...(kept ? {} : await toldOfPage(visit, intent)),
      ...(held ? typedFor(namesOf(intent), held) : {}),
    },
    facts: found.facts,
    after: kept?.code,
    cancel: wayBack(visit, intent, target),
  })
  return sendForm(visit, 200, intent, target, form)
}

/** The form again, with what was typed; with errors it is the answer 422. */
export async function answerFormAgain(
  visit: Visit,
  intent: AnyIntent,
  target: Target,
  again: {
    readonly typed: RawForm
    readonly errors: readonly FieldError[]
    readonly commandId: string
    readonly version: number | undefined
    readonly linesShown?: number
    readonly after?: string | undefined
  },
): Promise<void> {
  if (again.errors.length > 0 && visit.wants.kind === 'machine') {
    return sendProblem(visit, invalid(visit, intent, target, again.errors))
  }
  const found = await availability(visit, intent, target)
  const { version, ...rest } = again
  const form = await formView(visit, intent, target, {
    ...rest,
    ...(version === undefined ? {} : { version }),
    facts: found.facts,
    cancel: wayBack(visit, intent, target),
  })
  return sendForm(visit, again.errors.length > 0 ? 422 : 200, intent, target, form)
}

/** What is wrong with what was typed, for machines: every field's error. */
function invalid(
  visit: Visit,
  intent: AnyIntent,
  target: Target,
  errors: readonly FieldError[],
): Problem {
  const form = formHref(visit, intent, target.stream)
  return {
    status: 422,
    code: 'invalid',
    title: 'Some of this has to be put right',
    detail: errors.map(({ detail }) => detail).join(' '),
    errors,
    links: [
      ...(form ? [{ rel: intent.name, href: form, title: intent.title }] : []),
      wayBack(visit, intent, target),
    ],
  }
}

async function sendForm(
  visit: Visit,
  status: number,
  intent: AnyIntent,
  target: Target,
  form: FormView,
): Promise<void> {
  const { request, response, wants } = visit
  const back = wayBack(visit, intent, target)
  if (wants.kind === 'machine') {
    response.status(status)
    const self = formHref(visit, intent, target.stream) ?? request.originalUrl
    return sendJson(request, response, halForm(self, form, [back]), wants.type)
  }
  const about = intent.creates ? undefined : await aboutWords(visit, target.stream)
  await noteHereFor(visit, target.person)
  const head = {
    title: about ? `${form.heading}: ${about}` : form.heading,
    heading: form.heading,
    ...(about ? { lead: about } : {}),
    back: { href: back.href, title: await placeWords(visit, intent, target) },
    error: form.errors.length > 0,
    width: 'form' as const,
  }
  return sendPage(visit, status, 'forms/form.njk', head, { form })
}
