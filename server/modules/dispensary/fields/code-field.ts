import * as z from 'zod'
import { type Field, single } from '#kernel/field.ts'

/** Six digits, which people may type with gaps. Sealed like everything that lets somebody in. */
export function codeField(label: string): Field<string> {
  return single({
    input: {
      kind: 'text',
      label,
      minLength: 6,
      maxLength: 12,
      inputMode: 'numeric',
      autocomplete: 'off',
      width: 'short',
    },
    schema: z
      .string()
      .transform((typed) => typed.replaceAll(/[\s-]/g, ''))
      .pipe(z.string().regex(/^\d{6}$/, 'The code is six digits, such as 042 815.')),
    missing: 'Type the six digits of the code.',
    show: (code) => code,
    extras: { personal: true },
  })
}
