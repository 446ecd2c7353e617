import type { Page } from 'playwright'

export type Payment = {
  readonly amount: string
  readonly method: 'Cash' | 'Card' | 'Bank transfer'
  readonly reference?: string
}

/** Fills in the form of a top-up and sends it. */
export async function recordTopUp(page: Page, payment: Payment): Promise<void> {
  await page.getByRole('textbox', { name: 'Amount' }).fill(payment.amount)
  await page.getByRole('radio', { name: payment.method }).check()
  await page.getByRole('textbox', { name: 'Reference' }).fill(payment.reference ?? '')
  await page.getByRole('button', { name: 'Record the top-up' }).click()
}

/** Takes the payment that the page of a refused order asks for, as it is filled in. */
export async function mendByTopUp(page: Page, method: 'Cash'): Promise<void> {
  await page.getByRole('radio', { name: method }).check()
  await page.getByRole('button', { name: 'Record the top-up and order' }).click()
}

/** Opens somebody's record from the list of people. */
export async function openRecord(page: Page, given: string, family: string): Promise<void> {
  await page.goto('/patients')
  const record = page.getByRole('link', { name: `${family}, ${given}`, exact: true })
  // The list is by family name, some on each of its pages.
  while ((await record.count()) === 0) await page.getByRole('link', { name: 'Next' }).click()
  await record.click()
}

/** Opens somebody's wallet by way of their record. */
export async function openWallet(page: Page, given: string, family: string): Promise<void> {
  await openRecord(page, given, family)
  await page.getByRole('main').getByRole('link', { name: /free$/ }).click()
}
