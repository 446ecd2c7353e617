import * as z from 'zod'
import type { Bank, BankSays } from './bank.ts'
import { addressSignature, isSigned } from './signature.ts'

const amount = z.number().int().positive()

const answer: z.ZodType<BankSays> = z.union([
  z.object({ outcome: z.enum(['paid', 'refused']), amount }),
  z.object({ outcome: z.literal('open') }),
])

const call = z.object({
  id: z.string().min(1).max(100),
  payment: z.uuid(),
  outcome: z.enum(['paid', 'refused']),
  amount,
})

function parsed(body: string) {
  try {
    return call.safeParse(JSON.parse(body)).data ?? 'unreadable'
  } catch {
    // No JSON, although it was signed: bad input.
    return 'unreadable'
  }
}

/** A bank that hosts the page on which people pay, at an address, with a secret that both sides know. */
export function hostedBank(title: string, address: URL, secret: string): Bank {
  return {
    title,
    href({ id, amount: sum }, backTo) {
      const href = new URL(`payments/${id}`, address)
      href.searchParams.set('amount', String(sum))
      href.searchParams.set('back', backTo)
      href.searchParams.set('signature', addressSignature(secret, id, sum, backTo))
      return href.href
    },
    async ask(payment, signal) {
      const response = await fetch(new URL(`status/${payment}`, address), {
        headers: { authorization: `Bearer ${secret}`, accept: 'application/json' },
        redirect: 'error',
        signal,
      })
      if (!response.ok) throw new Error(`The bank answered ${response.status}`)
      return answer.parse(await response.json())
    },
    read: (body, signature, now) =>
      isSigned(secret, signature, body, now) ? parsed(body) : undefined,
  }
}
