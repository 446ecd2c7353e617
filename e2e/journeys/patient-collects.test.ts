import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { fillBasket, placeOrder } from '../actors/customer.ts'
import { card, heading, sitInFor } from '../actors/visitor.ts'
import { journey } from '../story.ts'

/** Sends the one form of the page, which is filled in already, by its button. */
async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
}

/** Opens a task of the page, and its form. */
async function begin(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name, exact: true }).first().click()
}

/** Orders two packs of gauze and a blood pressure monitor, £45.40, and answers the address of the order. */
async function orderMonitor(page: Page): Promise<string> {
  await sitInFor(page, 'Maria Santos')
  await page.getByRole('link', { name: 'Place an order' }).click()
  await fillBasket(page, [
    { item: 'Gauze swabs', quantity: 2 },
    { item: 'Blood pressure monitor', quantity: 1 },
  ])
  await placeOrder(page, '£45.40')
  await expect(heading(page)).toHaveText('Your order is confirmed')
  await page.getByRole('link', { name: 'See the order' }).click()
  await expect(card(page, 'How far it is')).toContainText('£45.40 held in the wallet')
  return new URL(page.url()).pathname
}

async function prepare(page: Page, order: string): Promise<void> {
  await sitInFor(page, 'Kofi Mensah')
  await page.goto(order)
  await begin(page, 'Start preparing')
  await press(page, 'Start preparing')
  await expect(heading(page)).toContainText('is yours')
  await page.goto(`${order}/mark-ready`)
  await page.getByRole('textbox', { name: 'Collection shelf' }).fill('B3')
  await page.getByRole('button', { name: 'Ready' }).last().click()
  // The form's own heading has the word as well.
  await expect(heading(page)).toContainText('is ready')
}

async function handOver(page: Page, order: string): Promise<void> {
  await sitInFor(page, 'Sam Pell')
  await page.goto(`${order}/hand-over-order`)
  await page.getByRole('radio', { name: 'The patient' }).check()
  await page.getByRole('checkbox', { name: 'I checked name and birth date' }).check()
  await press(page, 'Hand it over')
  await expect(heading(page)).toContainText('is handed over')
}

/** More than the desk refunds by itself: a manager decides. */
async function takeBack(page: Page, order: string): Promise<void> {
  await page.goto(order)
  await begin(page, 'Return items')
  await page.getByRole('combobox', { name: 'What comes back?' }).selectOption({
    label: '1 Blood pressure monitor',
  })
  await page.getByRole('radio', { name: 'Sealed' }).check()
  await page.getByRole('textbox', { name: 'Why does it come back?' }).fill('She has one at home')
  await page.getByRole('radio', { name: 'The money back' }).check()
  await press(page, 'Take them back')
  await expect(heading(page)).toHaveText('The refund waits for a manager')
}

async function approve(page: Page): Promise<void> {
  await sitInFor(page, 'Nora Bright')
  await page.goto('/approvals')
  await page.getByRole('link', { name: 'Refund of £39.00' }).click()
  await press(page, 'Approve it')
  await page.locator('[data-state=succeeded]').waitFor()
}

journey(
  'Maria orders on her phone, collects it, and is refunded for what she brings back',
  async ({ page }) => {
    const order = await orderMonitor(page)
    await prepare(page, order)

    await sitInFor(page, 'Maria Santos')
    await expect(card(page, 'We wrote to you')).toContainText('Order ready')
    await page.goto(order)
    await expect(heading(page)).toHaveText('Your order is ready')
    await expect(card(page, 'Collect it')).toContainText(/\d{3} \d{3} is your code/)

    await handOver(page, order)
    await sitInFor(page, 'Maria Santos')
    await page.goto(order)
    await expect(card(page, 'How far it is')).toContainText('£45.40 was taken')

    await sitInFor(page, 'Sam Pell')
    await takeBack(page, order)
    await approve(page)
    await sitInFor(page, 'Maria Santos')
    await expect(card(page, 'We wrote to you')).toContainText('Order returned')
    await page.goto(order)
    await expect(card(page, 'How far it is')).toContainText('1 Blood pressure monitor came back')
  },
  { screen: 'phone' },
)

journey(
  'Maria wants more than there is, and orders what is left',
  async ({ page }) => {
    await sitInFor(page, 'Maria Santos')
    await page.getByRole('link', { name: 'Place an order' }).click()
    await fillBasket(page, [{ item: 'Wrist splint M', quantity: 2 }])
    await press(page, 'Send it all the same')
    await expect(heading(page)).toContainText('not enough Wrist splint M')
    await begin(page, 'Tell me when it is back')
    await press(page, 'Tell me')
    await expect(heading(page)).toHaveText('We will write once it is back')
    await page.goto('/orders')
    await page.getByRole('table').getByRole('link').first().click()
    await page.getByRole('link', { name: 'Order 1', exact: false }).first().click()
    await press(page, 'Check your answers')
    await placeOrder(page, '£16.50')
    await expect(heading(page)).toHaveText('Your order is confirmed')
  },
  { screen: 'phone' },
)
