import { Router } from 'express'
import type { Payments } from '#kernel/payments.ts'
import { formatMoney } from '#values/money.ts'
import type { Channel } from '#worker/outbox.ts'
import { askingChannel } from './asking.ts'
import { callBackRoute } from './call-back.ts'
import { hostedBank } from './hosted-bank.ts'
import type { Settling } from './settling.ts'
import { openTestBank } from './test-bank.ts'
import { testBankPages, testBankPath } from './test-bank-pages.ts'

export type PaymentParts = {
  readonly store: Settling & { secretFor(label: string): string }
  /** Where the outside sees this server. */
  readonly publicUrl: URL
  render(template: string, data: object): string
  /** The time of the machine, in ms: call-backs are dated by it. */
  wallNow(): number
}

/** Paying online: what pages need, the way out for questions, and what answers to the bank. */
export type OnlinePayments = {
  readonly links: Payments
  readonly channels: Readonly<Record<string, Channel>>
  readonly router: Router
  stop(): void
}

/**
 * Paying online as the demo has it: with a test bank that lives in the same process and is spoken to over
 * HTTP alone, as any bank would be.
 */
export function openTestPayments(parts: PaymentParts): OnlinePayments {
  const { store, publicUrl, render, wallNow } = parts
  const secret = store.secretFor('payments:test-bank')
  const testBank = openTestBank({ clinic: publicUrl, secret, now: wallNow })
  const bank = hostedBank('the test bank', new URL(testBankPath, publicUrl), secret)
  const router = Router()
  const money = (minor: number) => formatMoney(minor, 'GBP')
  router.use(callBackRoute(store, bank, wallNow))
  router.use(testBankPath, testBankPages({ bank: testBank, secret, render, money }))
  return {
    links: bank,
    channels: { payments: askingChannel(store, bank) },
    router,
    stop: testBank.close,
  }
}
