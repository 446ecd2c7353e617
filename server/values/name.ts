import * as z from 'zod'
import { type Extras, type Field, single } from '#kernel/field.ts'

const longest = 100
// Control characters, halves of pairs, and the marks that turn the direction of the text after them.
const unfit = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u

/** A name as it is kept: trimmed, composed, one space between words; nothing where it cannot be kept. */
export function parseName(typed: string): string | undefined {
  const name = typed.trim().normalize('NFC')
  if (unfit.test(name)) return undefined
  const kept = name.replaceAll(/\s+/g, ' ')
  const length = [...kept].length
  return length >= 1 && length <= longest ? kept : undefined
}

/** Given and family name as they are said together. */
export function fullName(given: string | null, family: string | null): string {
  return [given, family].filter(Boolean).join(' ')
}

/** A name without case and accents, to find records that look alike: "Inês" and "ines" are one. */
export function likeness(name: string): string {
  return name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim()
}

/** A name of 1 to 100 characters in any script; empty where `optional`. Sealed. */
export function nameField(
  label: string,
  settings: { readonly optional?: boolean; readonly autocomplete?: string } = {},
  extras: Extras = {},
): Field<string> {
  return single<string>({
    input: {
      kind: 'text',
      label,
      maxLength: longest,
      width: 'medium',
      ...(settings.autocomplete ? { autocomplete: settings.autocomplete } : {}),
    },
    schema: z
      .string()
      .refine((typed) => parseName(typed) !== undefined, {
        message: `${label} must be 1 to ${longest} characters, without control characters.`,
        abort: true,
      })
      .transform((typed) => parseName(typed) ?? ''),
    missing: `Enter the ${label.charAt(0).toLowerCase()}${label.slice(1)}.`,
    ...(settings.optional ? { empty: { value: '' } } : {}),
    show: (value) => value,
    extras: { personal: true, ...extras },
  })
}
