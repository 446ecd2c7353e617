import * as z from 'zod'
import { type Extras, type Field, single } from '#kernel/field.ts'
import { countryOf } from '#values/countries.ts'

const written = /^\+?[\d\s().\-/]+$/
const e164 = /^\+[1-9]\d{6,14}$/

/**
 * A telephone number as people write it, in E.164. Without + or 00 it is one of the country given
 * (ISO 3166 code). Nothing where it cannot be one.
 */
export function parsePhone(typed: string, country: string): string | undefined {
  const kept = typed.trim().replace(/\(0\)/, '')
  if (!written.test(kept)) return undefined
  const digits = kept.replaceAll(/\D/g, '')
  const number = kept.startsWith('+')
    ? `+${digits}`
    : digits.startsWith('00')
      ? `+${digits.slice(2)}`
      : fromWithin(digits, country)
  return number !== undefined && e164.test(number) ? number : undefined
}

function fromWithin(digits: string, country: string): string | undefined {
  const known = countryOf(country)
  if (!known) return undefined
  const { calling, trunk } = known
  const bare = trunk !== '' && digits.startsWith(trunk) ? digits.slice(trunk.length) : digits
  return `+${calling}${bare}`
}

/** A number in E.164 as it is read aloud: "07700 900 142" within its country, "+44 7700 900 142" from abroad. */
export function formatPhone(number: string, country: string): string {
  const home = countryOf(country)
  if (!e164.test(number)) return number
  if (!home || !number.startsWith(`+${home.calling}`)) return number
  const bare = number.slice(home.calling.length + 1)
  return `${home.trunk}${inGroups(bare)}`
}

// The first four together, then threes, and no digit left alone at the end.
function inGroups(digits: string): string {
  if (digits.length <= 5) return digits
  return `${digits.slice(0, 4)} ${digits.slice(4).replaceAll(/(\d{3})(?=\d{2})/g, '$1 ')}`
}

/**
 * A telephone number as it was typed, 6 to 15 digits; `parsePhone` makes it E.164 once the clinic's
 * country is known. Empty where `optional`. Sealed.
 */
export function phoneField(
  label: string,
  settings: { readonly optional?: boolean } = {},
  extras: Extras = {},
): Field<string> {
  return single<string>({
    input: {
      kind: 'text',
      label,
      maxLength: 30,
      inputMode: 'tel',
      autocomplete: 'tel',
      width: 'medium',
    },
    schema: z
      .string()
      .trim()
      .max(30, `${label} must be at most 30 characters.`)
      .refine((typed) => written.test(typed) && /^\d{6,15}$/.test(typed.replaceAll(/\D/g, '')), {
        message: `${label} must be a number like 01632 960 140 or +44 1632 960 140.`,
      }),
    missing: 'Enter a telephone number.',
    ...(settings.optional ? { empty: { value: '' } } : {}),
    show: (value) => value,
    extras: { personal: true, ...extras },
  })
}
