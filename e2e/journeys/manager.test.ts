import { expect } from 'playwright/test'
import { fillBasket, orderFor, placeOrder } from '../actors/customer.ts'
import { openWallet } from '../actors/receptionist.ts'
import { heading, sitInFor } from '../actors/visitor.ts'
import { journey } from '../story.ts'

journey('an order at yesterday’s price is refused, and can be sent at today’s', async (visitor) => {
  const { page } = visitor
  await sitInFor(page, 'Nora Bright')
  await orderFor(page, 'Maria Santos')
  await fillBasket(page, [{ item: 'Ice gel pack', quantity: 1 }])
  await expect(page.getByRole('button', { name: 'Place the order for £7.25' })).toBeVisible()

  const office = await visitor.anotherTab()
  await office.goto('/catalogue')
  await office.getByRole('link', { name: 'Ice gel pack' }).click()
  await office.getByRole('link', { name: 'Change the price' }).click()
  await office.getByRole('textbox', { name: 'New price' }).fill('8')
  await office.getByRole('button', { name: 'Set the price' }).click()
  await expect(heading(office)).toHaveText('The price is set')

  await placeOrder(page, '£7.25')
  await expect(heading(page)).toHaveText('Not ordered: the price has changed')
  await expect(page.getByRole('main')).toContainText('Order at this price?')
  await expect(page.getByRole('main')).toContainText('£8.00')
  await page.getByRole('link', { name: 'Order at this price' }).click()
  await page.getByRole('button', { name: 'Check your answers' }).click()
  await placeOrder(page, '£8.00')
  await expect(heading(page)).toHaveText('Maria’s order is confirmed')
})

journey('Nora withdraws the foam roller and puts it on sale again', async ({ page }) => {
  await sitInFor(page, 'Nora Bright')
  await page.goto('/catalogue')
  await page.getByRole('link', { name: 'Foam roller 45 cm' }).click()
  const item = page.url()
  await page.getByRole('link', { name: 'Withdraw from sale' }).click()
  await page.getByRole('textbox', { name: 'Why is it withdrawn?' }).fill('The maker recalls it.')
  await page.getByRole('button', { name: 'Withdraw the item' }).click()
  await expect(heading(page)).toHaveText('The item is withdrawn')
  await page.goto(item)
  await expect(page.getByRole('main')).toContainText('The maker recalls it.')
  await page.getByRole('link', { name: 'Sell it again' }).click()
  await page.getByRole('textbox', { name: 'Why is it sold again?' }).fill('The recall is over.')
  await page.getByRole('button', { name: 'Put it on sale' }).click()
  await expect(heading(page)).toHaveText('The item is on sale again')
})

journey('what Nora freezes pays for nothing', async ({ page }) => {
  await sitInFor(page, 'Nora Bright')
  await openWallet(page, 'Peter', 'Novak')
  await page.getByRole('link', { name: 'Freeze the wallet' }).click()
  await expect(page.getByRole('main')).toContainText('For Peter Novak')
  await page.getByRole('textbox', { name: 'Why' }).fill('He asked us to, his card was stolen.')
  await page.getByRole('button', { name: 'Freeze it' }).click()
  await expect(page.getByRole('main')).toContainText('£23.75 is held for 1 order. These go on')
  await page.getByRole('checkbox', { name: 'Yes, freeze it' }).check()
  await page.getByRole('button', { name: 'Freeze it' }).click()
  await expect(heading(page)).toHaveText('The wallet is frozen')

  await orderFor(page, 'Peter Novak')
  await fillBasket(page, [{ item: 'Gauze swabs', quantity: 1 }])
  await page.getByRole('button', { name: 'Send it all the same' }).click()
  await expect(heading(page)).toHaveText('Not ordered: the wallet is frozen')
})
