import { expect } from 'playwright/test'
import { openWallet, recordTopUp } from '../actors/receptionist.ts'
import { card, heading, sitInFor } from '../actors/visitor.ts'
import { journey } from '../story.ts'

journey('what Sam got wrong is said, and nothing he typed is lost', async ({ page, hasScript }) => {
  await openWallet(page, 'Aisha', 'Rahman')
  await page.getByRole('link', { name: 'Top up the wallet' }).click()
  await page.getByRole('textbox', { name: 'Amount' }).fill('a fiver')
  await page.getByRole('textbox', { name: 'Reference' }).fill('SL')
  await page.getByRole('button', { name: 'Record the top-up' }).click()

  const summary = page.getByRole('alert').filter({ hasText: 'to put right' })
  await expect(summary).toContainText('Two things to put right')
  await expect(page).toHaveTitle(/^Error: /)
  if (hasScript) await expect(page.locator('#error-summary')).toBeFocused()
  await expect(page.getByRole('textbox', { name: 'Amount' })).toHaveValue('a fiver')
  await expect(page.getByRole('textbox', { name: 'Reference' })).toHaveValue('SL')
  await summary.getByRole('link').first().click()
  await expect(page.getByRole('textbox', { name: 'Amount' })).toBeFocused()

  await recordTopUp(page, { amount: '5', method: 'Card', reference: 'SLIP-0417' })
  await expect(heading(page)).toContainText('£5.00')
})

journey(
  'two tabs: the price was changed meanwhile, and the second one says so',
  async (visitor) => {
    const { page } = visitor
    await sitInFor(page, 'Nora Bright')
    await page.goto('/catalogue')
    await page.getByRole('link', { name: 'Ice gel pack' }).click()
    await page.getByRole('link', { name: 'Change the price' }).click()
    const second = await visitor.anotherTab()
    await second.goto(page.url())
    await second.getByRole('textbox', { name: 'New price' }).fill('8')
    await second.getByRole('button', { name: 'Set the price' }).click()
    await expect(heading(second)).toHaveText('The price is set')

    await page.getByRole('textbox', { name: 'New price' }).fill('9')
    await page.getByRole('button', { name: 'Set the price' }).click()
    await expect(heading(page)).toHaveText('This was changed meanwhile')
    await expect(card(page, 'Now')).toContainText('Nora Bright')
    await expect(card(page, 'Now')).toContainText('£8.00')
    await expect(page.getByRole('textbox', { name: 'New price' })).toHaveValue(/^9/)
    await page.getByRole('button', { name: 'Set the price' }).click()
    await expect(heading(page)).toHaveText('The price is set')
    await page.goto('/catalogue')
    await page.getByRole('link', { name: 'Ice gel pack' }).click()
    await expect(page.getByRole('main')).toContainText('£9.00')
  },
)

journey('a form that was made for Sam does nothing for Nora', async (visitor) => {
  const { page } = visitor
  await openWallet(page, 'Aisha', 'Rahman')
  await page.getByRole('link', { name: 'Top up the wallet' }).click()
  await sitInFor(await visitor.anotherTab(), 'Nora Bright')
  await recordTopUp(page, { amount: '5', method: 'Cash' })
  await expect(page.locator('[data-problem="other-actor"]')).toBeVisible()
})

journey('pressed three times, it is sent once', async ({ page }) => {
  await openWallet(page, 'Aisha', 'Rahman')
  const wallet = page.url()
  await page.getByRole('link', { name: 'Top up the wallet' }).click()
  await page.getByRole('textbox', { name: 'Amount' }).fill('5')
  await page.getByRole('radio', { name: 'Cash' }).check()
  await page.getByRole('button', { name: 'Record the top-up' }).click({ clickCount: 3 })
  await expect(heading(page)).toContainText('£5.00')
  await page.goto(wallet)
  await expect(card(page, 'In the wallet')).toContainText('£21.30')
})
