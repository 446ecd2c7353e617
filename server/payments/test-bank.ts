import { callBackPath, signatureHeader } from './call-back.ts'
import { signatureOf } from './signature.ts'

/** What somebody may do on the test bank's page, to see what becomes of it. */
export type Choice = 'pay' | 'refuse' | 'pay-silently' | 'pay-late' | 'pay-twice'

export const choices: readonly { readonly value: Choice; readonly title: string }[] = [
  { value: 'pay', title: 'Pay' },
  { value: 'refuse', title: 'Refuse' },
  { value: 'pay-silently', title: 'Pay, and never call the clinic' },
  { value: 'pay-late', title: 'Pay, and call the clinic 90 seconds later' },
  { value: 'pay-twice', title: 'Pay, and call the clinic twice' },
]

const lateMs = 90_000
const callTimeMs = 5_000

type Kept = { readonly outcome: 'paid' | 'refused'; readonly amount: number }

export type TestBankParts = {
  /** Where the clinic is called. */
  readonly clinic: URL
  readonly secret: string
  /** The time of the machine, in ms. */
  now(): number
}

/** A bank that keeps its books in memory, for the demo and for tests. No money moves. */
export type TestBank = {
  /** How a payment ended here, or nothing while nobody decided. */
  kept(payment: string): Kept | undefined
  /** Decides a payment that is open, once, and calls the clinic as was chosen. */
  choose(payment: string, amount: number, choice: Choice): Promise<void>
  /** Lets the late calls be. */
  close(): void
}

async function call({ clinic, secret, now }: TestBankParts, payment: string, kept: Kept) {
  const body = JSON.stringify({ id: `call-${payment}`, payment, ...kept })
  const headers = {
    'content-type': 'application/json',
    [signatureHeader]: signatureOf(secret, now(), body),
  }
  try {
    const signal = AbortSignal.timeout(callTimeMs)
    await fetch(new URL(callBackPath, clinic), { method: 'POST', headers, body, signal })
  } catch {
    // A call that nobody takes is what the clinic's questions are for.
  }
}

/** Opens the test bank. */
export function openTestBank(parts: TestBankParts): TestBank {
  const books = new Map<string, Kept>()
  const late = new Set<NodeJS.Timeout>()
  return {
    kept: (payment) => books.get(payment),
    async choose(payment, amount, choice) {
      if (books.has(payment)) return
      const kept: Kept = { outcome: choice === 'refuse' ? 'refused' : 'paid', amount }
      books.set(payment, kept)
      if (choice === 'pay-silently') return
      if (choice === 'pay-late') {
        late.add(setTimeout(() => void call(parts, payment, kept), lateMs).unref())
        return
      }
      await call(parts, payment, kept)
      if (choice === 'pay-twice') await call(parts, payment, kept)
    },
    close() {
      for (const timer of late) clearTimeout(timer)
    },
  }
}
