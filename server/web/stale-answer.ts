import type { Envelope } from '#kernel/event.ts'
import { type RawForm, writeFields } from '#kernel/field.ts'
import type { AnyIntent } from '#kernel/intent.ts'
import type { FormView } from '#kernel/page.ts'
import { fill } from '#kernel/words.ts'
import { type Answer, answersIn } from '#web/answers.ts'
import type { Asked } from '#web/asked.ts'
import { refusalWords } from '#web/closed.ts'
import { tagOf } from '#web/documents.ts'
import { filledInputs, formView } from '#web/form-view.ts'
import { placeWords, wayBack } from '#web/forms.ts'
import { templateOf } from '#web/hal-forms.ts'
import { inputsOf } from '#web/inputs.ts'
import { askingOf, availability, offersOn } from '#web/offers.ts'
import { sendPage, sendProblem } from '#web/respond.ts'
import { lookAgain, staleProblem } from '#web/stale.ts'
import { noteHereFor } from '#web/standing.ts'
import { aboutWords } from '#web/thing-words.ts'
import type { Visit } from '#web/visit.ts'

// Somebody acted first. Whatever the intent, its sender gets what happened beside what they typed, and the
// form again under the version of now and a new command id; or why it cannot be done any more.

type Inputs = FormView['inputs']

/** What a sender is told: the form where it is still to be had, else why not; and both sides in words. */
type Overtaken = {
  readonly form: FormView | undefined
  readonly refused:
    | { readonly code: string; readonly heading: string; readonly text: string }
    | undefined
  /** The values that the fields would begin with now, as they would be typed. */
  readonly now: RawForm
  readonly nowWords: readonly Answer[]
  readonly yours: readonly Answer[]
  readonly version: number
}

/** What was typed but for what nobody may see again. */
function withoutSecrets(intent: AnyIntent, typed: RawForm): RawForm {
  const secrets = inputsOf(intent).inputs.filter(({ input }) => input.secret)
  const unseen = new Set(secrets.map(({ input }) => input.name))
  return Object.fromEntries(Object.entries(typed).filter(([name]) => !unseen.has(name)))
}

/** A choice that is gone has left nothing but its code: the reader is told that, and not the code. */
const readable = (inputs: Inputs): Inputs =>
  inputs.map((input) => {
    const { kind, value, options } = input
    const isChosen = (kind === 'radio' || kind === 'select') && value !== ''
    const isGone = isChosen && !options?.some((option) => option.value === value)
    return isGone ? { ...input, kind: 'text' as const, value: 'No longer in the list' } : input
  })

async function overtakenBy(
  visit: Visit,
  { intent, target, sent }: Asked,
  changes: readonly Envelope[],
): Promise<Overtaken> {
  const { permission, refusal, facts } = await availability(visit, intent, target)
  const typed = withoutSecrets(intent, sent.values)
  const version = Math.max(target.version, changes.at(-1)?.version ?? 0)
  if (permission !== 'granted' || refusal) {
    const inputs = await filledInputs(visit, intent, target, typed)
    const { code, facts: why } = refusal ?? { code: 'forbidden', facts: {} }
    const refused = {
      code,
      heading: fill(intent.notDone, why, visit.say),
      text: fill(refusalWords(intent, code) ?? '', why, visit.say),
    }
    const yours = answersIn(visit.say, readable(inputs))
    return { form: undefined, refused, now: {}, nowWords: [], yours, version }
  }
  const cancel = { ...wayBack(visit, intent, target), title: 'Leave it as it is now' }
  const form = await formView(visit, intent, target, { typed, facts, version, cancel })
  const first = intent.prefill?.(askingOf(visit, target), facts)
  const now = first ? writeFields(intent.fields, first) : {}
  const asNow = form.inputs.map((input) => ({ ...input, value: now[input.name] ?? '' }))
  return {
    form,
    refused: undefined,
    now,
    nowWords: answersIn(visit.say, asNow),
    yours: answersIn(visit.say, readable(form.inputs)),
    version,
  }
}

/** The problem of a machine whose version is stale: the version of now, and the template to send again. */
async function problemOf(
  visit: Visit,
  asked: Asked,
  changes: readonly Envelope[],
  { form, refused, now, version }: Overtaken,
): Promise<ReturnType<typeof staleProblem>> {
  const stale = staleProblem(visit, asked.target.stream, changes)
  const offers = form ? [] : await offersOn(visit, asked.target.stream, asked.intent.next)
  return {
    ...stale,
    ...(refused ? { detail: `${stale.detail} ${refused.text}` } : {}),
    facts: {
      ...stale.facts,
      version,
      ...(form ? { now } : {}),
      ...(refused ? { refused: refused.code } : {}),
    },
    ...(form ? { templates: templateOf(form) } : {}),
    headers: { ETag: tagOf(version) },
    links: [...(stale.links ?? []), ...offers],
  }
}

/** What is so now beside what was typed, where the fields have something to compare with. */
function besideEachOther({ nowWords, yours }: Overtaken): object | undefined {
  if (nowWords.length === 0) return undefined
  const titles = [...new Set([...yours, ...nowWords].map(({ title }) => title))]
  const textIn = (answers: readonly Answer[], title: string) =>
    answers.find((answer) => answer.title === title)?.text ?? '–'
  const rows = titles.map((title) => {
    const [present, typed] = [textIn(nowWords, title), textIn(yours, title)]
    return {
      cells: [{ text: title }, { text: present }, { text: typed, strong: typed !== present }],
    }
  })
  return {
    caption: 'What is so now beside what you typed',
    columns: ['What', 'Now', 'Yours'].map((title) => ({ title, kind: 'text' })),
    groups: [{ rows }],
    narrow: true,
  }
}

/** Answers a form or a document that somebody else overtook: 409 to people, 412 to machines. */
export async function answerStale(
  visit: Visit,
  asked: Asked,
  changes: readonly Envelope[],
): Promise<void> {
  const { intent, target } = asked
  const overtaken = await overtakenBy(visit, asked, changes)
  const stale = await problemOf(visit, asked, changes, overtaken)
  if (visit.wants.kind === 'machine') return sendProblem(visit, stale)
  const about = await aboutWords(visit, target.stream)
  await noteHereFor(visit, target.person)
  const { form, refused, yours } = overtaken
  const head = {
    title: about ? `${stale.title}: ${about}` : stale.title,
    heading: stale.title,
    ...(about ? { lead: about } : {}),
    back: {
      href: wayBack(visit, intent, target).href,
      title: await placeWords(visit, intent, target),
    },
    error: true,
    width: 'form' as const,
  }
  return sendPage(visit, 409, 'forms/stale.njk', head, {
    lookAgain,
    points: stale.points,
    links: stale.links,
    beside: besideEachOther(overtaken),
    yours,
    form,
    refused,
  })
}
