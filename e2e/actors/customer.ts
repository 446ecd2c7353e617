import type { Locator, Page } from 'playwright'

export type Line = { readonly item: string; readonly quantity: number }

/** Chooses an item by its name; the list says its price behind it. */
export async function chooseItem(list: Locator, item: string): Promise<void> {
  const option = list.locator('option', { hasText: `${item}, £` })
  await list.selectOption((await option.getAttribute('value')) ?? '')
}

/** Fills in the form of an order, which is open, and asks for the check page. */
export async function fillBasket(page: Page, lines: readonly Line[]): Promise<void> {
  for (const [index, { item, quantity }] of lines.entries()) {
    await chooseItem(page.getByRole('combobox', { name: 'Item' }).nth(index), item)
    await page.getByRole('textbox', { name: 'How many?' }).nth(index).fill(String(quantity))
  }
  await page.getByRole('button', { name: 'Check your answers' }).click()
}

/** Sends the order from the check page. */
export async function placeOrder(page: Page, total: string): Promise<void> {
  await page.getByRole('button', { name: `Place the order for ${total}` }).click()
}

/** Opens the form of a new order for somebody, as staff do. */
export async function orderFor(page: Page, person: string): Promise<void> {
  await page.goto('/orders/place-order')
  await page.getByRole('combobox', { name: 'For whom?' }).selectOption({ label: person })
}
