import type { Fields } from '#kernel/field.ts'
import type { AnyIntent } from '#kernel/intent.ts'
import type { FormView } from '#kernel/page.ts'

export type Answer = { readonly title: string; readonly text: string }

/** What was answered, in the words of the form's labels and options. */
export function answersIn(intent: AnyIntent, inputs: FormView['inputs']): readonly Answer[] {
  const fields = intent.fields as Fields<Record<string, unknown>>
  return inputs
    .filter(({ kind, value }) => kind !== 'hidden' && value !== '')
    .map(({ label, value, options, kind, name }) => ({
      title:
        Object.hasOwn(fields, name) || !/-\d+$/.test(name)
          ? label
          : `${label} (${name.split('-').at(-1)})`,
      text:
        kind === 'tick'
          ? 'Yes'
          : (options?.find((option) => option.value === value)?.text ?? value),
    }))
}
