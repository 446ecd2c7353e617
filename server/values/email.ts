import * as z from 'zod'
import { type Extras, type Field, single } from '#kernel/field.ts'

const longest = 254
// Marks that belong around or between addresses, never inside one: with them a list would slip in.
const oneAddress = /^[^\s@<>,;:"\p{Cc}\p{Cs}]+@[^\s@<>,;:"\p{Cc}\p{Cs}]+$/u

/** An address with exactly one @ and text on both sides, at most 254 characters; unproven. */
export function parseEmail(typed: string): string | undefined {
  const address = typed.trim()
  return address.length <= longest && oneAddress.test(address) ? address : undefined
}

/** An e-mail address; empty where `optional`. Sealed. */
export function emailField(
  label: string,
  settings: { readonly optional?: boolean } = {},
  extras: Extras = {},
): Field<string> {
  return single<string>({
    input: {
      kind: 'text',
      label,
      maxLength: longest,
      inputMode: 'email',
      autocomplete: 'email',
      width: 'full',
    },
    schema: z
      .string()
      .refine((typed) => parseEmail(typed) !== undefined, {
        message: `${label} must be one address, like maria@example.org.`,
        abort: true,
      })
      .transform((typed) => parseEmail(typed) ?? ''),
    missing: 'Enter an e-mail address.',
    ...(settings.optional ? { empty: { value: '' } } : {}),
    show: (value) => value,
    extras: { personal: true, ...extras },
  })
}
