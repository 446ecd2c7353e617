import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import * as z from 'zod'

const longestAnswer = 20_000
const base64url = z.string().regex(/^[A-Za-z0-9_-]{1,8192}$/)
const extras = {
  authenticatorAttachment: z
    .string()
    .max(40)
    .nullish()
    .transform((one) => one ?? undefined),
}
const made = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}),
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(20)).max(10).optional(),
  }),
  ...extras,
})
const proven = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}),
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.nullish().transform((one) => one ?? undefined),
  }),
  ...extras,
})

/** What a form brought, if it has this shape; JSON that it is not is bad input. */
function parsed<T>(schema: z.ZodType<T>, text: string): T | undefined {
  if (text.length > longestAnswer) return undefined
  try {
    return schema.safeParse(JSON.parse(text)).data
  } catch {
    // No JSON at all: bad input.
    return undefined
  }
}

/** The verdict of the library, which throws for whatever does not fit: bad input, then. */
export async function verdict<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch {
    // A wrong origin, a used challenge, a broken signature: none of them is a passkey of ours.
    return undefined
  }
}

/** The answer to a request for a new passkey, if it is one. */
export function answerMade(text: string): RegistrationResponseJSON | undefined {
  return parsed(made, text) as RegistrationResponseJSON | undefined
}

/** The answer to a challenge, if it is one. */
export function answerProven(text: string): AuthenticationResponseJSON | undefined {
  return parsed(proven, text) as AuthenticationResponseJSON | undefined
}
