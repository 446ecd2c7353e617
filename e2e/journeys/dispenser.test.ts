import { expect } from 'playwright/test'
import { card, heading, sitInFor } from '../actors/visitor.ts'
import { journey } from '../story.ts'

journey('Kofi puts wrist splints on the shelf, and they are low no more', async ({ page }) => {
  await sitInFor(page, 'Kofi Mensah')
  await page.goto('/queue')
  await expect(heading(page)).toHaveText('Your bench')
  await expect(card(page, 'The shelf')).toContainText('Wrist splint M')
  await page.getByRole('link', { name: 'Wrist splint M' }).click()
  await page.getByRole('link', { name: 'Receive stock' }).click()
  await expect(page.getByRole('main')).toContainText('Wrist splint M')
  await page.getByRole('textbox', { name: 'How many?' }).fill('5')
  await page.getByRole('button', { name: 'Put it on the shelf' }).click()
  await expect(heading(page)).toContainText('5')
  await page.goto('/queue')
  await expect(card(page, 'The shelf')).not.toContainText('Wrist splint M')
})

journey('Kofi adds an elbow support to the catalogue', async ({ page }) => {
  await sitInFor(page, 'Kofi Mensah')
  await page.goto('/catalogue')
  await page.getByRole('link', { name: 'Add an item to the catalogue' }).click()
  await page.getByRole('textbox', { name: 'Code' }).fill('ELBOW-M')
  await page.getByRole('textbox', { name: 'Name' }).fill('Elbow support M')
  await page.getByRole('textbox', { name: 'Unit' }).fill('one')
  await page.getByRole('textbox', { name: 'Price' }).fill('14.80')
  await page.getByRole('textbox', { name: 'Reorder at' }).fill('2')
  await page.getByRole('button', { name: 'Add the item' }).click()
  await expect(heading(page)).toHaveText('The item is in the catalogue')
  await page.goto('/catalogue')
  await page.getByRole('link', { name: 'Elbow support M' }).click()
  await expect(heading(page)).toHaveText('Elbow support M')
  await expect(page.getByRole('main')).toContainText('£14.80')
})
