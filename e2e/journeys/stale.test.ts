import { deepStrictEqual } from 'node:assert/strict'
import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { openWallet } from '../actors/receptionist.ts'
import { card, heading, sitInFor } from '../actors/visitor.ts'
import { accessFaults, layoutFaults } from '../page-checks.ts'
import { journey } from '../story.ts'

const main = (page: Page) => page.getByRole('main')

/** Presses a button whose answer is that somebody else was first. */
async function pressTooLate(page: Page, button: string): Promise<void> {
  const answered = page.waitForResponse((one) => one.request().method() === 'POST')
  await page.getByRole('button', { name: button, exact: true }).click()
  deepStrictEqual((await answered).status(), 409)
  await expect(heading(page)).toHaveText('This was changed meanwhile')
}

async function expectNoFaults(page: Page, hasScript: boolean): Promise<void> {
  if (!hasScript) return
  deepStrictEqual(await accessFaults(page), [])
  deepStrictEqual(await layoutFaults(page), [])
}

/** Opens the goodwill form of Liam’s wallet and fills it in. */
async function fillGoodwill(page: Page, address: string, amount: string): Promise<void> {
  await page.goto(`${address}/give-goodwill`)
  await page.getByRole('textbox', { name: 'Amount' }).fill(amount)
  await page.getByRole('textbox', { name: 'Why' }).fill('He waited an hour for nothing.')
}

journey(
  'goodwill that somebody gave first is seen beside one’s own, and sent with one press',
  async ({ page, anotherTab, hasScript }) => {
    await sitInFor(page, 'Nora Bright')
    await openWallet(page, 'Liam', 'Fox')
    const address = page.url()
    const other = await anotherTab()
    await fillGoodwill(page, address, '5')
    await fillGoodwill(other, address, '3')
    await other.getByRole('button', { name: 'Give it' }).click()
    await expect(heading(other)).toContainText('given')
    await pressTooLate(page, 'Give it')
    await expect(card(page, 'Now')).toContainText('Nora Bright')
    await expect(main(page)).toContainText('£5.00')
    await expect(page.getByRole('textbox', { name: 'Amount' })).toHaveValue('5')
    await expectNoFaults(page, hasScript)
    await page.getByRole('button', { name: 'Give it' }).click()
    await expect(heading(page)).toContainText('given')
  },
)
