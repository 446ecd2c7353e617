import * as z from 'zod'
import { type Extras, type Field, single } from '#kernel/field.ts'

const plain = /^(?:[^\p{Cc}\p{Cs}]|[\n\r\t])*$/u

/** A few lines that somebody has to write, sealed like all that names people. */
export function told(
  label: string,
  { min, max, missing }: { readonly min: number; readonly max: number; readonly missing: string },
  extras: Extras = {},
): Field<string> {
  return single({
    input: { kind: 'textarea', label, minLength: min, maxLength: max, width: 'full' },
    schema: z
      .string()
      .trim()
      .min(min, `Write at least ${min} characters.`)
      .max(max, `Write at most ${max.toLocaleString('en-GB')} characters.`)
      .regex(plain, 'There is a character in it that cannot be kept, such as a control character.'),
    missing,
    show: (value) => value,
    extras: { personal: true, ...extras },
  })
}

const address = /^\/(?!\/)[\w\-./]{0,300}$/

/** The address of a page of this site, without what was asked of it: that may name people. */
export function pageAddress(label: string): Field<string> {
  return single({
    input: { kind: 'text', label, maxLength: 301 },
    schema: z.string().trim().regex(address, 'This is no page of ours. Report it from that page.'),
    missing: '',
    empty: { value: '/' },
    show: (value) => value,
  })
}
