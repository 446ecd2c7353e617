import type { Fields, Input } from '#kernel/field.ts'
import type { AnyIntent } from '#kernel/intent.ts'

type Prepared = {
  readonly inputs: readonly { readonly input: Input; readonly askedBy: string | undefined }[]
  /** Every name that the form reads, be it an input's or a field's. */
  readonly names: ReadonlySet<string>
}

const prepared = new WeakMap<AnyIntent, Prepared>()

// The rows of one list are numbered; pages draw them as lines of one basket.
const inLines = (input: Input): Input =>
  input.group && /-\d+$/.test(input.group) ? { ...input, group: 'lines' } : input

/** The inputs of an intent's form, worked out once. */
export function inputsOf(intent: AnyIntent): Prepared {
  const known = prepared.get(intent)
  if (known) return known
  const fields = Object.entries(intent.fields as Fields<Record<string, unknown>>)
  const inputs = fields.flatMap(([name, field]) =>
    field.inputs(name).map((input) => ({ input: inLines(input), askedBy: field.askedBy })),
  )
  const names = new Set([...fields.map(([name]) => name), ...inputs.map(({ input }) => input.name)])
  const made = { inputs, names }
  prepared.set(intent, made)
  return made
}

/** The names a form of this intent may carry. */
export function namesOf(intent: AnyIntent): ReadonlySet<string> {
  return inputsOf(intent).names
}

/** Whether the form has rows of which more can be shown. */
export function hasLines(intent: AnyIntent): boolean {
  return inputsOf(intent).inputs.some(({ input }) => input.group === 'lines')
}
