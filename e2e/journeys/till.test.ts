import { expect, type Page } from 'playwright/test'
import { heading, sitInFor } from '../actors/visitor.ts'
import { journey } from '../story.ts'

/** Fills in what was counted and sends it. */
async function count(page: Page, cash: string, card: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Cash in the drawer' }).fill(cash)
  await page.getByRole('textbox', { name: 'Card terminal’s total' }).fill(card)
  await page.getByRole('textbox', { name: 'Bank transfers' }).fill('0')
  await page.getByRole('textbox', { name: 'Cash left in the drawer' }).fill('100')
}

async function expectedOf(page: Page, row: string): Promise<string> {
  const term = page.locator('#expected dt', { hasText: row })
  const text = await term.locator('xpath=following-sibling::dd').textContent()
  return text?.replace('£', '') ?? ''
}

async function closeTill(page: Page): Promise<void> {
  await sitInFor(page, 'Sam Pell')
  await page.goto('/till')
  const [cash, card] = [await expectedOf(page, 'Cash, change'), await expectedOf(page, 'Card')]
  await page.getByRole('link', { name: 'Close the till' }).first().click()
  const form = page.url()
  await count(page, String(Number(cash) - 1), card)
  await page.getByRole('button', { name: 'Close the till' }).click()
  await expect(heading(page)).toHaveText('The till stays open')
  await expect(page.getByRole('main')).toContainText('£1.00 too little')
  await page.getByRole('textbox', { name: 'Why does it differ?' }).fill('A coin rolled away')
  await page.getByRole('button', { name: 'Close the till' }).click()
  await expect(heading(page)).toHaveText('The till is closed')
  await page.getByRole('link', { name: 'Print the closing' }).click()
  await expect(heading(page)).toContainText('of the till')
  await expect(page.getByRole('main')).toContainText('A coin rolled away')
  await page.getByRole('link', { name: 'The till', exact: true }).click()
  await expect(page.getByRole('main')).toContainText('Nothing yet')
  await expect(page.getByRole('link', { name: 'Close the till' })).toHaveCount(0)
  await page.goto(form)
  await expect(page.getByRole('main')).toContainText('nothing has moved since')
}

journey('Sam closes the till, explains a pound and prints the slip', async ({ page }) =>
  closeTill(page),
)
