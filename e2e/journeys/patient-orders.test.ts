import { expect } from 'playwright/test'
import { fillBasket, placeOrder } from '../actors/customer.ts'
import { card, heading, sitInFor } from '../actors/visitor.ts'
import { journey } from '../story.ts'

journey(
  'Maria orders gauze on her phone, cancels it, and her money is free again',
  async ({ page }) => {
    await sitInFor(page, 'Maria Santos')
    await expect(page.getByRole('main')).toContainText('£127.05')
    await page.getByRole('link', { name: 'Place an order' }).click()
    // She orders for herself: nobody is to choose, and nobody else is named.
    await expect(page.getByRole('combobox', { name: 'For whom?' })).toHaveCount(0)
    await fillBasket(page, [
      { item: 'Gauze swabs', quantity: 2 },
      { item: 'Therapy putty', quantity: 1 },
    ])
    await expect(card(page, 'What you get')).toContainText('£14.20')
    await expect(card(page, 'What happens to your money')).toContainText('£112.85')
    await placeOrder(page, '£14.20')

    await expect(heading(page)).toHaveText('Your order is confirmed')
    await expect(page.getByRole('main')).toContainText('£112.85')
    await page.getByRole('link', { name: 'Cancel the order' }).click()
    await page.getByRole('radio', { name: 'Ordered by mistake' }).check()
    await page.getByRole('button', { name: 'Cancel the order' }).click()

    await expect(heading(page)).toHaveText('Your order is cancelled')
    await page.goto('/')
    await expect(page.getByRole('main')).toContainText('£127.05')
  },
  { screen: 'phone' },
)

journey(
  'Maria changes her mind on the check page, and her basket is kept',
  async ({ page }) => {
    await sitInFor(page, 'Maria Santos')
    await page.goto('/orders/place-order')
    await fillBasket(page, [{ item: 'Inhaler spacer', quantity: 1 }])
    await page.getByRole('button', { name: 'Change the answers' }).click()
    await expect(page.getByRole('textbox', { name: 'How many?' }).first()).toHaveValue('1')
    await page.getByRole('textbox', { name: 'How many?' }).first().fill('2')
    await page.getByRole('button', { name: 'Check your answers' }).click()
    await placeOrder(page, '£13.50')
    await expect(heading(page)).toHaveText('Your order is confirmed')
  },
  { screen: 'phone' },
)
