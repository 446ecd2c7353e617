import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { fillBasket, placeOrder } from '../actors/customer.ts'
import { card, heading, sitInFor } from '../actors/visitor.ts'
import { journey } from '../story.ts'

/** Types what a scanner would send: a code, and Enter. */
async function scan(page: Page, code: string): Promise<void> {
  await page.goto('/catalogue')
  await page.getByRole('searchbox', { name: 'Code or name' }).fill(code)
  await page.getByRole('searchbox', { name: 'Code or name' }).press('Enter')
}

async function receive(page: Page, lot: string, year: string): Promise<void> {
  await scan(page, 'SAL-20')
  await expect(heading(page)).toHaveText('Saline')
  await page.getByRole('link', { name: 'Receive stock' }).click()
  await page.getByRole('textbox', { name: 'How many?' }).fill('10')
  await page.getByRole('textbox', { name: 'Lot' }).fill(lot)
  await page.getByRole('textbox', { name: 'Day' }).fill('31')
  await page.getByRole('textbox', { name: 'Month' }).fill('5')
  await page.getByRole('textbox', { name: 'Year' }).fill(year)
  await page.getByRole('button', { name: 'Put it on the shelf' }).click()
  await expect(heading(page)).toHaveText('10 more on the shelf')
}

/** Maria orders saline and collects it, out of the lot that expires first. */
async function handOutSaline(page: Page): Promise<void> {
  await sitInFor(page, 'Maria Santos')
  await page.getByRole('link', { name: 'Place an order' }).click()
  await fillBasket(page, [{ item: 'Saline', quantity: 2 }])
  await placeOrder(page, '£12.40')
  await page.getByRole('link', { name: 'See the order' }).click()
  const order = new URL(page.url()).pathname
  await sitInFor(page, 'Kofi Mensah')
  await page.goto(order)
  await page.getByRole('link', { name: 'Start preparing', exact: true }).first().click()
  await page.getByRole('button', { name: 'Start preparing', exact: true }).click()
  await expect(heading(page)).toContainText('is yours')
  await page.goto(`${order}/mark-ready`)
  await page.getByRole('textbox', { name: 'Collection shelf' }).fill('B3')
  await page.getByRole('button', { name: 'Ready' }).last().click()
  await page.locator('[data-state=succeeded]').waitFor()
  // The form's own heading has the word as well.
  await expect(heading(page)).toContainText('is ready')
  await page.goto(`${order}/hand-over-order`)
  await page.getByRole('radio', { name: 'The patient' }).check()
  await page.getByRole('checkbox', { name: 'I checked name and birth date' }).check()
  await page.getByRole('button', { name: 'Hand it over', exact: true }).click()
  await expect(heading(page)).toContainText('is handed over')
}

journey('Kofi receives two lots, recalls one, and prints who got it', async ({ page }) => {
  await sitInFor(page, 'Kofi Mensah')
  await receive(page, 'S-201', '2027')
  await receive(page, 'S-202', '2028')
  await handOutSaline(page)
  await scan(page, 'SAL-20')
  await expect(card(page, 'What came and went')).toContainText('−2')
  await page.getByRole('link', { name: 'Recall a lot' }).click()
  await page.getByRole('textbox', { name: 'Lot' }).fill('S-104')
  await page
    .getByRole('textbox', { name: 'Why is it recalled?' })
    .fill('The maker asks for it back')
  await page.getByRole('button', { name: 'Recall the lot' }).click()
  await expect(heading(page)).toHaveText('Lot S-104 is recalled')
  await page.getByRole('link', { name: 'Who got it' }).first().click()
  await expect(card(page, 'Who got it')).toContainText('Maria Santos')
  await expect(card(page, 'Who got it')).toContainText('maria')
  await page.emulateMedia({ media: 'print' })
  await expect(card(page, 'Who got it')).toContainText('Maria Santos')
  await expect(page.getByRole('link', { name: 'The list as a table (CSV)' })).toBeHidden()
  const csv = await page.request.get(`${page.url()}&format=csv`)
  expect(await csv.text()).toContain('got it,Maria Santos')
})

journey('Kofi counts too few, and a case is opened for the order left short', async ({ page }) => {
  await sitInFor(page, 'Kofi Mensah')
  await scan(page, 'peak')
  await expect(heading(page)).toHaveText('Peak flow meter')
  await page.getByRole('link', { name: 'Count the shelf' }).click()
  await page.getByRole('textbox', { name: 'How many are there?' }).fill('2')
  await page.getByRole('textbox', { name: 'Why does it differ?' }).fill('Four were in a wet box')
  await page.getByRole('button', { name: 'Save the count' }).click()
  await expect(heading(page)).toContainText('The count is not saved')
  await expect(page.getByRole('main')).toContainText('leaves 1 short: order 10')
  await page.getByRole('checkbox', { name: 'Save it all the same' }).check()
  await page.getByRole('button', { name: 'Save the count' }).click()
  await expect(heading(page)).toHaveText('The count is saved')
  await page.goto('/cases')
  await expect(page.getByRole('main')).toContainText('Orders left short by a count')
})

journey(
  'Kofi writes off what is free, and is told to whom the rest is promised',
  async ({ page }) => {
    await sitInFor(page, 'Kofi Mensah')
    await scan(page, 'GAUZE')
    await page.getByRole('link', { name: 'Write off stock' }).click()
    await page.getByRole('textbox', { name: 'How many?' }).fill('40')
    await page.getByRole('radio', { name: 'Broken or soiled' }).check()
    await page.getByRole('button', { name: 'Write it off' }).click()
    await expect(page.getByRole('main')).toContainText('Only 37 of 40 are free')
    await page.getByRole('link', { name: 'Change it and send it again' }).click()
    await page.getByRole('textbox', { name: 'How many?' }).fill('35')
    await page.getByRole('button', { name: 'Write it off' }).click()
    await expect(heading(page)).toHaveText('35 written off')
    await page.goto('/catalogue/running-out')
    await expect(page.getByRole('main')).toContainText('Gauze swabs')
  },
)
