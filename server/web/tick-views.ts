import type { Input } from '#web/form-views.ts'

/** Boxes under one legend, as the macro beneath takes them; each is a field of its own. */
export function tickItems(inputs: readonly Input[]): object[] {
  return inputs.map(({ name, label, hint, value }) => ({
    name,
    id: `field-${name}`,
    value: 'yes',
    text: label,
    hint: hint ? { text: hint } : undefined,
    checked: value === 'yes',
  }))
}
