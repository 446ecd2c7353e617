import type { FormView } from '#kernel/page.ts'
import type { Say } from '#kernel/words.ts'
import { isDay, longDay } from '#values/local-time.ts'
import { parseMoney } from '#values/money.ts'

export type Answer = { readonly title: string; readonly text: string }

type Filled = FormView['inputs'][number]

const linePlace = /^(.+)-(\d+)$/

function titleOf({ label, legend, name, group }: Filled): string {
  const line = group === 'lines' ? linePlace.exec(name)?.[2] : undefined
  if (line) return `${label} (line ${line})`
  return legend ? `${legend}: ${label.toLowerCase()}` : label
}

function textOf(say: Say, { kind, value, options }: Filled): string {
  if (kind === 'tick') return 'Yes'
  const amount = kind === 'money' ? parseMoney(value) : undefined
  if (amount !== undefined) return say.money(amount).text
  return options?.find((option) => option.value === value)?.text ?? value
}

/** A day is asked for in three inputs and answered once. */
function dayOf(inputs: readonly Filled[], first: Filled): Answer | undefined {
  const name = first.name.replace(/-day$/, '')
  const part = (end: string) => inputs.find((one) => one.name === `${name}-${end}`)?.value ?? ''
  const day = `${part('year')}-${part('month').padStart(2, '0')}-${part('day').padStart(2, '0')}`
  return isDay(day) ? { title: first.label.replace(/: day$/, ''), text: longDay(day) } : undefined
}

const isRestOfDay = (inputs: readonly Filled[], { name }: Filled) =>
  /-(month|year)$/.test(name) &&
  inputs.some((one) => one.name === name.replace(/-(month|year)$/, '-day'))

/** Chosen from a list that has changed since: what is left of it is a code that says nothing to anybody. */
const isNameless = ({ kind, value, options }: Filled) =>
  (kind === 'radio' || kind === 'select') && !options?.some((option) => option.value === value)

const isAnswer = (input: Filled) =>
  input.kind !== 'hidden' && input.value !== '' && !isNameless(input)

/** What was answered, in the words of the form's labels and options. */
export function answersIn(say: Say, inputs: FormView['inputs']): readonly Answer[] {
  return inputs
    .filter((input) => isAnswer(input) && !isRestOfDay(inputs, input))
    .map((input) => {
      const day = input.name.endsWith('-day') ? dayOf(inputs, input) : undefined
      return day ?? { title: titleOf(input), text: textOf(say, input) }
    })
}
