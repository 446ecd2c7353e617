import { expect } from 'playwright/test'
import { card, heading, sitInFor } from '../actors/visitor.ts'
import { journey } from '../story.ts'

journey(
  'Maria looks at her wallet, her statement and her orders on her phone',
  async ({ page }) => {
    await sitInFor(page, 'Maria Santos')
    await page.getByRole('main').getByRole('link', { name: 'See it' }).first().click()
    await expect(heading(page)).toHaveText('Your wallet')
    await expect(card(page, 'In the wallet')).toContainText('£127.05')
    await page.getByRole('link', { name: 'Statement', exact: true }).click()
    await expect(heading(page)).toHaveText('Statement')
    await expect(page.getByRole('link', { name: 'CSV' })).toBeVisible()
    await page.goto('/orders')
    await page.getByRole('main').getByRole('link', { name: /1019/ }).first().click()
    await expect(heading(page)).toHaveText('Your order was handed over')
  },
  { screen: 'phone' },
)

journey(
  'Maria may not look at anybody else’s wallet, and is told no more than that',
  async (visitor) => {
    const { page } = visitor
    await sitInFor(page, 'Aisha Rahman')
    await page.getByRole('main').getByRole('link', { name: 'See it' }).first().click()
    const aishas = page.url()
    await sitInFor(page, 'Maria Santos')
    const answer = await page.goto(aishas)
    expect(answer?.status()).toBe(404)
    await expect(page.getByRole('main')).not.toContainText('Aisha')
    await page.getByRole('main').getByRole('link', { name: 'first page' }).click()
    await expect(heading(page)).toContainText('Maria')
  },
)
