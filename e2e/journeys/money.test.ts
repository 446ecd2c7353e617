import { expect, type Page } from 'playwright/test'
import { openWallet } from '../actors/receptionist.ts'
import { card, heading, sitInFor } from '../actors/visitor.ts'
import { journey } from '../story.ts'

/** Fills in the form of a refund of the only thing that was taken, and sends it. */
async function refund(page: Page, amount: string, why: string): Promise<void> {
  await page.getByRole('link', { name: 'Refund to the wallet' }).click()
  await page.getByRole('combobox', { name: 'What was taken' }).selectOption({ index: 1 })
  await page.getByRole('textbox', { name: 'Amount to refund' }).fill(amount)
  await page.getByRole('textbox', { name: 'Why is it refunded?' }).fill(why)
  await page.getByRole('button', { name: 'Refund it' }).click()
}

journey('a refund over £25 goes from Sam to Nora, who approves it', async ({ page }) => {
  // Whoever arrives sits in for Sam.
  await openWallet(page, 'Dorothy', 'Pim')
  const wallet = page.url()
  await refund(page, '31.01', 'The podiatrist was called away.')
  await expect(heading(page)).toHaveText('Not refunded')
  await expect(page.getByRole('main')).toContainText('At most £31.00 is left')
  await page.goto(wallet)
  await refund(page, '30', 'The podiatrist was called away.')
  await expect(page.getByRole('main')).toContainText('Send it to Nora Bright?')
  await page.getByRole('checkbox', { name: 'Yes, send it to a manager' }).check()
  await page.getByRole('button', { name: 'Refund it' }).click()
  await expect(heading(page)).toHaveText('It is sent to a second person')
  await page.getByRole('link', { name: 'See what becomes of it' }).first().click()
  await expect(page.getByRole('main')).toContainText('Somebody else decides on this')
  const request = page.url()

  await sitInFor(page, 'Nora Bright')
  await page.goto('/')
  await page.getByRole('link', { name: 'Refund of £30.00 to decide' }).click()
  expect(page.url()).toBe(request)
  await page.getByRole('button', { name: 'Approve it' }).click()
  await expect(heading(page)).toHaveText('£30.00 is back in Dorothy’s wallet')
  await page.goto(request)
  await expect(page.getByRole('main')).toContainText('Approved')
  await expect(page.getByRole('button', { name: 'Approve it' })).toHaveCount(0)
  await page.goto(wallet)
  await expect(card(page, 'What moved')).toContainText('Refunded for a visit')
})

journey('Nora declines what waits for her, and Sam reads why', async ({ page }) => {
  await sitInFor(page, 'Nora Bright')
  await page.goto('/')
  await page.getByRole('link', { name: 'Refund of £29.00 to decide' }).click()
  const request = page.url()
  await page
    .getByRole('textbox', { name: 'Why is it declined?' })
    .fill('She agreed to come again instead.')
  await page.getByRole('button', { name: 'Decline it' }).click()
  await expect(heading(page)).toHaveText('The request is declined')
  await sitInFor(page, 'Sam Pell')
  await page.goto(request)
  await expect(page.getByRole('main')).toContainText('She agreed to come again instead.')
})

journey('a gift stays, and only what was paid in is paid out', async ({ page }) => {
  await sitInFor(page, 'Nora Bright')
  await openWallet(page, 'Peter', 'Novak')
  const wallet = page.url()
  await page.getByRole('link', { name: 'Give goodwill' }).click()
  await page.getByRole('textbox', { name: 'Amount to give' }).fill('5')
  await page.getByRole('textbox', { name: 'Why is it given?' }).fill('He waited for an hour.')
  await page.getByRole('button', { name: 'Give it' }).click()
  await expect(heading(page)).toHaveText('£5.00 is given to Peter')
  await page.goto(wallet)
  await page.getByRole('link', { name: 'Pay out the balance' }).click()
  await expect(page.getByRole('textbox', { name: 'Amount to pay out' })).toHaveValue('21.25')
  await page.getByRole('textbox', { name: 'Amount to pay out' }).fill('21.26')
  await page.getByRole('radio', { name: 'Cash' }).check()
  await page.getByRole('checkbox', { name: 'I have checked' }).check()
  await page.getByRole('button', { name: 'Pay it out' }).click()
  await expect(heading(page)).toHaveText('Not paid out')
})

journey('Nora follows a figure of the books to the command behind it', async ({ page }) => {
  await sitInFor(page, 'Nora Bright')
  await page.goto('/ledger')
  await page.getByRole('link', { name: 'Goodwill given' }).click()
  await expect(card(page, 'All of these together')).toContainText('£10.00')
  await card(page, 'Postings').getByRole('link', { name: 'Goodwill', exact: true }).click()
  await expect(page.getByRole('main')).toContainText('She waited fifty minutes for her visit.')
  await page.goto('/ledger/postings?account=goodwill')
  await card(page, 'Postings').getByRole('link', { name: 'Command' }).click()
  await expect(heading(page)).toContainText('£10.00 is given to Mei-Ling')
})

journey(
  'the books are read on a phone, as of any day',
  async ({ page }) => {
    await sitInFor(page, 'Nora Bright')
    await page.goto('/ledger?to=2020-01-01')
    await expect(page.getByRole('main')).toContainText('Nothing was posted by then')
    await page.goto('/ledger')
    await expect(card(page, 'What the accounts come to')).toContainText('Together')
  },
  { screen: 'phone' },
)
