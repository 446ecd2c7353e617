import { expect } from 'playwright/test'
import { chooseItem } from '../actors/customer.ts'
import { heading, sitInFor, unfold } from '../actors/visitor.ts'
import { journey } from '../story.ts'

const onPhone = { screen: 'phone', script: 'off' } as const
const atDesk = { script: 'off' } as const

journey(
  'the menu of a phone opens and leads on',
  async ({ page }) => {
    await sitInFor(page, 'Maria Santos')
    await unfold(page, 'Menu')
    await page.getByRole('navigation').getByRole('link', { name: 'Your orders' }).click()
    await expect(heading(page)).toHaveText('Your orders')
  },
  onPhone,
)

journey(
  'more lines are added to a basket, and what was filled in stays',
  async ({ page }) => {
    await page.goto('/orders/place-order')
    const quantities = page.getByRole('textbox', { name: 'How many?' })
    await expect(quantities).toHaveCount(4)
    await chooseItem(page.getByRole('combobox', { name: 'Item' }).first(), 'Gauze swabs')
    await quantities.first().fill('3')
    await page.getByRole('button', { name: 'Add lines' }).click()
    await expect(quantities).toHaveCount(8)
    await expect(quantities.first()).toHaveValue('3')
  },
  atDesk,
)

journey(
  'the demo’s clock is stopped and goes on again',
  async ({ page }) => {
    const strip = page.getByRole('complementary', { name: 'Demo clinic' })
    await strip.getByRole('button', { name: 'Pause' }).click()
    await expect(strip).toContainText('paused')
    await strip.getByRole('button', { name: 'Normal speed' }).click()
    await expect(strip).not.toContainText('paused')
  },
  atDesk,
)

journey(
  'a seat is taken in the strip, and the page stays',
  async ({ page }) => {
    await page.goto('/catalogue')
    await page.getByRole('button', { name: 'Kofi, dispenser' }).click()
    await expect(heading(page)).toHaveText('The shelf')
    await expect(page.getByRole('complementary')).toContainText('You are Kofi Mensah, dispenser.')
  },
  atDesk,
)
