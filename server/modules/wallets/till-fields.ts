import type { Extras, Field, RawForm } from '#kernel/field.ts'
import { moneyField, typedMoney } from '#values/money.ts'

/** What somebody counted, in minor units: nothing, more, or below nothing where more was paid out. */
export function countField(label: string, extras: Extras = {}): Field<number> {
  const field = moneyField(label, { min: 0 }, extras)
  return {
    ...field,
    parse(name, raw) {
      const [sign, rest] = signed(Object.hasOwn(raw, name) ? (raw[name] ?? '') : '')
      const parsed = field.parse(name, { [name]: rest } satisfies RawForm)
      return 'value' in parsed ? { value: parsed.value === 0 ? 0 : sign * parsed.value } : parsed
    },
    write: (name, value) => ({ [name]: typedMoney(value) }),
  }
}

function signed(typed: string): readonly [sign: 1 | -1, rest: string] {
  const trimmed = typed.trim()
  return /^[-−]/.test(trimmed) ? [-1, trimmed.slice(1)] : [1, trimmed]
}
