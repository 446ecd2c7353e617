import { expect } from 'playwright/test'
import { mendByTopUp, recordTopUp } from '../actors/receptionist.ts'
import { card, heading, unfold } from '../actors/visitor.ts'
import { journey } from '../story.ts'

journey('a newcomer tops up Aisha’s wallet from the first page', async ({ page }) => {
  await page.getByRole('link', { name: 'Top up Aisha' }).click()
  await expect(heading(page)).toHaveText('Top up the wallet')
  await expect(page.getByRole('main')).toContainText('For Aisha Rahman')
  await recordTopUp(page, { amount: '£5', method: 'Card', reference: 'SLIP-0417' })

  await expect(heading(page)).toContainText('£5.00')
  await expect(page.getByRole('main')).toContainText('£21.30')
  const address = page.url()
  await page.reload()
  await expect(page.getByRole('main')).toContainText('£21.30')
  expect(page.url()).toBe(address)
})

journey('a newcomer orders for Aisha, is refused and mends it', async ({ page }) => {
  await page.getByRole('link', { name: 'Place her order' }).click()
  await expect(page.getByRole('combobox', { name: 'For whom?' })).toHaveValue(/./)
  await page.getByRole('button', { name: 'Check your answers' }).click()
  await expect(page.getByText('It would not go through')).toContainText('£3.20 short')
  await page.getByRole('button', { name: 'Send it all the same' }).click()

  await expect(heading(page)).toHaveText('Not ordered: £3.20 short')
  for (const amount of ['£19.50', '£16.30', '£3.20']) {
    await expect(card(page, 'Why')).toContainText(amount)
  }
  await expect(page.getByRole('main')).toContainText('Nothing was charged and nothing is held')
  await expect(page.getByRole('textbox', { name: 'Amount' })).toHaveValue('3.20')
  await mendByTopUp(page, 'Cash')

  await expect(heading(page)).toHaveText('Aisha’s order is confirmed')
  await expect(card(page, 'What happens next')).toContainText('Only then is the £19.50 taken')
  await page.getByRole('link', { name: 'See the order' }).click()
  await expect(card(page, 'How far it came')).toContainText('Confirmed')
  await unfold(page, 'What we did, step by step')
  await expect(page.getByText('£19.50 held')).toBeVisible()
  await unfold(page, 'Everything that happened')
  await expect(page.getByText('OrderConfirmed')).toBeVisible()
})

journey('a newcomer sees why Liam’s order is stuck', async ({ page }) => {
  await page.getByRole('link', { name: 'Mend Liam’s stuck order' }).click()
  await expect(heading(page)).toHaveText('Liam Fox’s order is stuck')
  await expect(card(page, 'How far it came')).toContainText('Reserve 2 Emollient cream')
  await expect(card(page, 'Held right now')).toContainText('£18.20')
  await page.getByRole('link', { name: 'The order', exact: true }).click()
  await expect(heading(page)).toHaveText('Liam’s order is stuck')
  await expect(page.getByRole('main')).toContainText('1046')
})
