import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { fillBasket, orderFor, placeOrder } from './customer.ts'
import { heading } from './visitor.ts'

const main = (page: Page) => page.getByRole('main')

/** A dispenser takes insoles into the catalogue that are made to order, for £40. */
export async function addInsoles(page: Page): Promise<void> {
  await page.goto('/catalogue/add-catalogue-item')
  await page.getByRole('textbox', { name: 'Code' }).fill('INSOLE-C')
  await page.getByRole('textbox', { name: 'Name' }).fill('Custom insoles')
  await page.getByRole('textbox', { name: 'Unit' }).fill('pair')
  await page.getByRole('textbox', { name: 'Price' }).fill('40')
  await page.getByRole('button', { name: 'Add the item' }).click()
  await expect(heading(page)).toHaveText('The item is in the catalogue')
}

/** The desk orders a pair for somebody whose wallet holds enough, and answers where the order is. */
export async function orderInsoles(page: Page, person: string): Promise<string> {
  await orderFor(page, person)
  await fillBasket(page, [{ item: 'Custom insoles', quantity: 1 }])
  await placeOrder(page, '£40.00')
  await expect(heading(page)).toContainText('order is confirmed')
  await page.getByRole('link', { name: 'See the order' }).click()
  return new URL(page.url()).pathname
}

/** A dispenser prepares the order and lays it on a shelf. */
export async function makeReady(page: Page, order: string): Promise<void> {
  await page.goto(`${order}/start-preparing`)
  await page.getByRole('button', { name: 'Start preparing' }).click()
  await expect(heading(page)).toContainText('yours')
  await page.goto(`${order}/mark-ready`)
  await page.getByRole('textbox', { name: 'Collection shelf' }).fill('A1')
  await main(page).getByRole('button', { name: 'Mark it ready' }).click()
  await page.locator('[data-state=succeeded]').waitFor()
}

/** The desk hands the order to its patient, who is looked at first. */
export async function handToPatient(page: Page, order: string): Promise<void> {
  await page.goto(`${order}/hand-over-order`)
  await page.getByRole('radio', { name: 'The patient' }).check()
  await page.getByRole('checkbox', { name: 'I checked name and birth date' }).check()
  await page.getByRole('button', { name: 'Hand it over' }).click()
  await expect(heading(page)).toContainText('is handed over')
}

/** The desk gives the £40 back, which is more than it may by itself, and sends it to a manager. */
export async function askForRefund(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Refund to the wallet' }).click()
  await page.getByRole('combobox', { name: 'What was taken' }).selectOption({ index: 1 })
  await page.getByRole('textbox', { name: 'Amount to refund' }).fill('40')
  await page.getByRole('textbox', { name: 'Why is it refunded?' }).fill('They hurt her feet')
  await page.getByRole('button', { name: 'Refund it' }).click()
  await expect(main(page)).toContainText('Refunds over £25.00 need a manager')
  await page.getByRole('checkbox', { name: 'Yes, send it to a manager' }).check()
  await page.getByRole('button', { name: 'Refund it' }).click()
  await expect(heading(page)).toHaveText('It is sent to a second person')
}
