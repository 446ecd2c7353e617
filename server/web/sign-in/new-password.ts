import {
  longestPassword,
  type PasswordFault,
  refusedPassword,
  shortestPassword,
} from '#access/password-rules.ts'
import type { Visit } from '#web/visit.ts'

/** The field of a password that is chosen. */
export const newPasswordInput = {
  kind: 'text',
  name: 'password',
  label: 'New password',
  secret: true,
  hint: `At least ${shortestPassword} characters. Four words that have nothing to do with each other are easy to keep in mind.`,
  autocomplete: 'new-password',
  maxLength: 200,
} as const

const words: Readonly<Record<PasswordFault, string>> = {
  short: `The password must have at least ${shortestPassword} characters.`,
  long: `The password can have at most ${longestPassword} characters.`,
  common: 'Many people use this password, or one much like it. Choose another.',
  name: 'The password is too close to your name, your address or the clinic’s name. Choose another.',
}

/** Why a new password is not taken, in words; nothing for a good one. */
export async function passwordFault(
  { known }: Visit,
  password: string,
  { name, email }: { readonly name: string; readonly email: string },
): Promise<string | undefined> {
  const around = [known.clinic?.name ?? '', known.clinic?.shortName ?? '', name, email]
  const fault = await refusedPassword(password, around)
  return fault && words[fault]
}
