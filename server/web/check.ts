import type { NewCommand } from '#kernel/command.ts'
import { type RawForm, writeFields } from '#kernel/field.ts'
import type { AnyIntent } from '#kernel/intent.ts'
import type { FormView } from '#kernel/page.ts'
import type { Rehearsal } from '#kernel/store.ts'
import { fill } from '#kernel/words.ts'
import { answersIn } from '#web/answers.ts'
import type { Asked } from '#web/asked.ts'
import { refusalWords } from '#web/closed.ts'
import { formView } from '#web/form-view.ts'
import { placeWords, wayBack } from '#web/forms.ts'
import { halForm } from '#web/hal-forms.ts'
import { namesOf } from '#web/inputs.ts'
import { availability } from '#web/offers.ts'
import { pageContext, toldBy } from '#web/page-context.ts'
import { problem } from '#web/problem.ts'
import { sendJson, sendPage, sendProblem } from '#web/respond.ts'
import { noteHereFor } from '#web/standing.ts'
import { aboutWords } from '#web/thing-words.ts'
import type { Visit } from '#web/visit.ts'

type Refused = { readonly code: string; readonly heading: string; readonly text: string }

/**
 * Answers "Check your answers": the same decision as a rehearsal of which nothing is stored, and the same
 * form, filled and out of sight, with the same command id.
 */
export async function answerCheck(
  visit: Visit,
  asked: Asked,
  data: unknown,
  commandOf: (data: unknown) => NewCommand,
): Promise<void> {
  const { intent } = asked
  const context = pageContext(visit, {})
  const complete = intent.check?.complete ? await intent.check.complete(context, data) : data
  const rehearsal = await visit.site.store.rehearse(commandOf(complete))
  if (rehearsal.kind === 'busy') {
    return sendProblem(
      visit,
      problem('busy', { headers: { 'Retry-After': String(rehearsal.retryAfterS) } }),
    )
  }
  const accepted = intent.check?.accept?.(complete, rehearsal.events) ?? complete
  const values = writeFields(intent.fields, accepted as object)
  // What was accepted in an earlier look and is not accepted now must not stay in the form.
  const others = Object.entries(asked.sent.values).filter(([name]) => !namesOf(intent).has(name))
  const form = await checkedForm(visit, asked, { ...Object.fromEntries(others), ...values })
  const refused = refusalOf(visit, intent, rehearsal)
  const own = intent.check && rehearsal.events.length > 0 ? intent.check : undefined
  const state = own ? await own.read(context, rehearsal.events) : {}
  if (visit.wants.kind === 'machine') return sendRehearsal(visit, asked, rehearsal, form, refused)
  const back = wayBack(visit, intent, asked.target)
  await noteHereFor(visit, commandOf(complete).actor.onBehalfOf)
  const about = intent.creates ? undefined : await aboutWords(visit, asked.target.stream)
  const head = {
    title: `Check your answers: ${intent.title}`,
    heading: 'Check your answers',
    ...(about ? { lead: about } : {}),
    back: { href: back.href, title: await placeWords(visit, intent, asked.target) },
    width: 'form' as const,
  }
  const answers = answersIn(visit.say, form.inputs)
  return sendPage(visit, 200, own?.view ?? 'forms/check.njk', head, {
    ...state,
    state,
    form: hiddenIn(form),
    answers,
    refused,
  })
}

async function checkedForm(
  visit: Visit,
  { intent, target, commandId, version }: Asked,
  typed: RawForm,
): Promise<FormView> {
  const { facts } = await availability(visit, intent, target)
  return formView(visit, intent, target, {
    typed,
    facts,
    commandId,
    checked: true,
    cancel: wayBack(visit, intent, target),
    ...(version === undefined ? {} : { version }),
  })
}

/** The same form with every value out of sight; what is empty is left out. */
function hiddenIn(form: FormView): FormView {
  const kept = form.inputs.filter(({ value }) => value !== '')
  return {
    ...form,
    inputs: [],
    hidden: [...form.hidden, ...kept.map(({ name, value }) => ({ name, value }))],
  }
}

function refusalOf({ say }: Visit, intent: AnyIntent, rehearsal: Rehearsal): Refused | undefined {
  if (rehearsal.kind !== 'refused') return undefined
  const { code, facts } = rehearsal.refusal
  return {
    code,
    heading: fill(intent.notDone, facts, say),
    text: fill(refusalWords(intent, code) ?? '', facts, say),
  }
}

function sendRehearsal(
  visit: Visit,
  { intent, target }: Asked,
  rehearsal: Exclude<Rehearsal, { kind: 'busy' }>,
  form: FormView,
  refused: Refused | undefined,
): void {
  const state = {
    rehearsal: rehearsal.kind,
    events: rehearsal.events.map((event) => ({
      stream: event.stream,
      type: event.type,
      words: toldBy(visit, event).words,
      data: event.data,
    })),
    ...(refused ? { code: refused.code, detail: refused.text } : {}),
  }
  const { request, response, wants } = visit
  const body = halForm(request.originalUrl, form, [wayBack(visit, intent, target)], state)
  sendJson(request, response, body, wants.kind === 'machine' ? wants.type : undefined)
}
