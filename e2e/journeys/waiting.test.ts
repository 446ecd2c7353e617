import { test } from 'node:test'
import { expect } from 'playwright/test'
import { openDesk } from '../../server/testing/desk.ts'
import { fillBasket, orderFor, placeOrder } from '../actors/customer.ts'
import { arrive, heading } from '../actors/visitor.ts'
import { theBrowser } from '../story.ts'

const minute = 60_000

for (const hasScript of [true, false]) {
  const how = hasScript ? 'looks by itself' : 'comes again without script'
  test(`the page of an order ${how} until the shelf answers`, async (context) => {
    let isShelfDead = true
    const fault = ({ intent }: { readonly intent: string }) =>
      isShelfDead && intent === 'reserve-stock' ? 'The shelf does not answer' : undefined
    const clinic = await openDesk({ fault })
    context.after(() => clinic.close())
    const visitor = await arrive(await theBrowser(), clinic.url, { screen: 'desk', hasScript })
    context.after(() => visitor.leave())
    const { page } = visitor

    await orderFor(page, 'Maria Santos')
    await fillBasket(page, [{ item: 'Tape', quantity: 2 }])
    await placeOrder(page, '£19.90')
    await expect(heading(page)).toHaveText('Placing the order…')
    const command = page.locator('[data-state]')
    await expect(command).toHaveAttribute('data-state', 'in-progress')
    await expect(page.getByRole('main')).toContainText('£19.90 held')

    clinic.clock.at += 15_000
    await expect(command).toContainText('This takes longer than usual. You can leave this page.')
    if (hasScript) {
      const announcer = page.locator('#announcer')
      await expect(announcer).toHaveText(/This takes longer than usual/)
    } else {
      await expect(page.locator('noscript p')).toContainText('It is loaded again every')
    }

    isShelfDead = false
    clinic.clock.at += minute
    clinic.store.settleAll()
    await expect(heading(page)).toHaveText('Maria’s order is confirmed', { timeout: 30_000 })
    await expect(command).toHaveAttribute('data-state', 'succeeded')
    if (hasScript) await expect(page).toHaveTitle(/^Maria’s order is confirmed/)
  })
}
