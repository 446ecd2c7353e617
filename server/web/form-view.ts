import { type FieldError, type Input, type RawForm, writeFields } from '#kernel/field.ts'
import type { AnyIntent, Option } from '#kernel/intent.ts'
import type { FormView, Link } from '#kernel/page.ts'
import { titleFor } from '#kernel/title.ts'
import { fill, type Say } from '#kernel/words.ts'
import { currencySign } from '#values/money.ts'
import { freshId } from '#web/ids.ts'
import { inputsOf } from '#web/inputs.ts'
import { askAll, askingOf, type Target } from '#web/offers.ts'
import type { Visit } from '#web/visit.ts'

/** How a form is to be filled. */
export type Filling = {
  readonly typed: RawForm
  readonly facts: unknown
  readonly errors?: readonly FieldError[]
  readonly commandId?: string
  /** The version that was shown when the form was first opened. */
  readonly version?: number
  /** The refusal that the form follows, whose extra field is then asked. */
  readonly after?: string | undefined
  readonly linesShown?: number
  readonly cancel?: Link
  /** The words of a form that is sent as it stands, e.g. from the check page. */
  readonly checked?: boolean
}

type Choices = Readonly<Record<string, readonly Option[]>>

const optionsFor = (choices: Choices, name: string): readonly Option[] | undefined =>
  choices[name] ?? choices[name.replace(/-\d+$/, '')]

const priced = (option: Option, say: Say): Option =>
  option.amount === undefined ? option : { ...option, hint: say.money(option.amount).text }

// A drop-down begins with nothing chosen, so that nobody sends the first of a list by accident.
function withOptions(input: Input, choices: Choices, say: Say): Input {
  const found = optionsFor(choices, input.name) ?? input.options
  const options = found?.map((option) => priced(option, say))
  if (!options) return input
  return {
    ...input,
    options: input.kind === 'select' ? [{ value: '', text: '' }, ...options] : options,
  }
}

// Where there is one choice and it is made already, or none and none is wanted, nobody is asked: patients
// order for themselves, and choose nobody of those on file. A line says what it is of, even if it is the only one.
function unlessDecided(input: Input, value: string): Input {
  const choices = (input.options ?? []).filter((option) => option.value !== '')
  const isOnly = choices.length === 1 && choices[0]?.value === value
  const isAsked = input.kind === 'select' && input.group !== 'lines'
  const isDecided = isAsked && (isOnly || (choices.length === 0 && !input.required))
  return isDecided ? { ...input, kind: 'hidden' } : input
}

/** Where forms of an intent are sent: to the thing itself, or to the collection of what is to be made. */
export function actionOf(visit: Visit, intent: AnyIntent, target: Target): string {
  const { map } = visit.site
  const place = intent.creates ? map.collection(intent.on.stream)?.path : map.href(target.stream)
  return place ?? '/'
}

function hiddenOf(visit: Visit, intent: AnyIntent, target: Target, filling: Filling) {
  const version = filling.version ?? target.version
  return [
    { name: 'intent', value: intent.name },
    { name: 'command-id', value: filling.commandId ?? freshId() },
    { name: 'actor', value: visit.viewer.actor.id },
    ...(intent.creates ? [] : [{ name: 'expected-version', value: String(version) }]),
  ]
}

/** The inputs of an intent with values and, where they are lists, the choices of the moment. */
export async function filledInputs(
  visit: Visit,
  intent: AnyIntent,
  target: Target,
  values: RawForm,
  marks: { readonly errors?: readonly FieldError[]; readonly after?: string | undefined } = {},
): Promise<FormView['inputs']> {
  const asking = { ...askingOf(visit, target), typed: values }
  const choices = intent.choices
    ? ((await askAll(visit.site.store, intent.choices(asking))) as Choices)
    : {}
  const sign = currencySign(visit.known.clinic?.currency ?? 'GBP')
  const errorOf = (name: string) => marks.errors?.find(({ field }) => field === name)?.detail
  return inputsOf(intent)
    .inputs.filter(
      // What a refusal asked and somebody answered stays, also out of sight on the page of the answers.
      ({ askedBy, input }) =>
        askedBy === undefined || askedBy === marks.after || (values[input.name] ?? '') !== '',
    )
    .map(({ input }) => {
      const error = errorOf(input.name)
      const value = Object.hasOwn(values, input.name) ? (values[input.name] ?? '') : ''
      return {
        ...unlessDecided(withOptions(input, choices, visit.say), value),
        ...(input.kind === 'money' ? { prefix: sign } : {}),
        value,
        ...(error ? { error } : {}),
      }
    })
}

/** The form of an intent, filled: for HTML and HAL-FORMS alike. */
export async function formView(
  visit: Visit,
  intent: AnyIntent,
  target: Target,
  filling: Filling,
): Promise<FormView> {
  const asking = askingOf(visit, target)
  const first = intent.prefill
    ? writeFields(intent.fields, intent.prefill(asking, filling.facts))
    : {}
  const errors = filling.errors ?? []
  return {
    name: intent.name,
    action: actionOf(visit, intent, target),
    heading: titleFor(intent, visit.viewer.actor.role),
    ...(intent.intro ? { intro: intent.intro } : {}),
    submit: fill(intent.submit, {}, visit.say),
    hidden: hiddenOf(visit, intent, target, filling),
    inputs: await filledInputs(visit, intent, target, { ...first, ...filling.typed }, filling),
    errors,
    checkFirst: Boolean(intent.checkFirst) && !filling.checked,
    ...(intent.takesAway ? { takesAway: true } : {}),
    ...(filling.cancel ? { cancel: filling.cancel } : {}),
    ...(filling.linesShown ? { linesShown: filling.linesShown } : {}),
  }
}
