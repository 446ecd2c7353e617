import { expect, type Page } from 'playwright/test'
import { heading, sitInFor } from '../actors/visitor.ts'
import { journey } from '../story.ts'

async function beginToPay(page: Page, amount: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'My wallet' }).first().click()
  await page.getByRole('link', { name: 'Top up online' }).click()
  await page.getByRole('textbox', { name: 'Amount' }).fill(amount)
  await page.getByRole('button', { name: 'Go on to the bank' }).click()
}

async function decide(page: Page, choice: string): Promise<void> {
  await page.getByRole('link', { name: /^Pay £/ }).click()
  await expect(page.getByRole('main')).toContainText('Not a real bank')
  await page.getByRole('button', { name: choice, exact: true }).click()
}

async function payOnline({ page }: { readonly page: Page }): Promise<void> {
  await sitInFor(page, 'Peter Novak')
  await beginToPay(page, '20')
  await expect(page.getByRole('main')).toContainText('Please do not pay twice')
  await decide(page, 'Pay')
  await expect(heading(page)).toHaveText('£20.00 is in your wallet')
  await page.getByRole('link', { name: 'Print the receipt' }).click()
  await expect(page.getByRole('main')).toContainText('Received, with thanks')
  await beginToPay(page, '10')
  await decide(page, 'Refuse')
  await expect(heading(page)).toHaveText('Not topped up')
  await expect(page.getByRole('main')).toContainText('nothing was taken from you')
}

journey('Peter pays online, prints the receipt, and changes his mind the next time', payOnline)

journey(
  'a bank that never calls leaves Aisha with a promise, not with a second payment',
  async ({ page }) => {
    await sitInFor(page, 'Aisha Rahman')
    await beginToPay(page, '5')
    await decide(page, 'Pay, and never call the clinic')
    await expect(page.getByRole('main')).toContainText('The bank has not told us yet')
    await page.getByRole('link', { name: 'See the wallet' }).click()
    await expect(page.getByRole('main')).toContainText('£5.00 waits for the bank')
    await beginToPay(page, '5')
    await expect(heading(page)).toHaveText('Not topped up')
    await expect(page.getByRole('checkbox', { name: 'Yes, this is another payment' })).toBeVisible()
  },
)

journey('Aisha has a statement mailed to her', async ({ page }) => {
  await sitInFor(page, 'Aisha Rahman')
  await page.getByRole('navigation').getByRole('link', { name: 'My wallet' }).first().click()
  await page.getByRole('link', { name: 'Send a statement' }).click()
  await page.getByRole('button', { name: 'Make the statement' }).click()
  await expect(heading(page)).toHaveText('The statement goes by e-mail')
  await page.getByRole('link', { name: 'See the mail' }).click()
  await expect(page.getByRole('main')).toContainText('Top-up +£16.30')
})
