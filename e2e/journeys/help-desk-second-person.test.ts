import { deepStrictEqual } from 'node:assert/strict'
import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { checkDataFolder } from '#checks/data-folder.ts'
import { register } from '#kernel/registry.ts'
import { modules } from '../../server/modules.ts'
import { markReady, rowOf, scan, startOrder, takeOrders } from '../actors/dispenser.ts'
import { card, heading, sitInFor, type Visitor } from '../actors/visitor.ts'
import { type Machine, pick, takeSeat } from '../doors/machine.ts'
import type { Clinic } from '../serve.ts'
import { journey } from '../story.ts'

const main = (page: Page) => page.getByRole('main')

/** Puts an item on the shelf that is dear enough. */
async function shelve(nora: Machine, kofi: Machine): Promise<void> {
  const item = { code: 'KNEE-9', name: 'Knee brace', unit: 'each', price: '58.50', taxRate: '20' }
  const more = { stocked: 'yes', reorderLevel: '0', maxPerOrder: '9' }
  const wait = { prefer: 'wait=10' }
  const adding = { intent: 'add-catalogue-item', ...item, ...more }
  const added = await nora.send('/catalogue', adding, wait)
  const thing = String(pick(added.body, '_links', 'thing', 'href'))
  await kofi.send(thing, { intent: 'receive-stock', quantity: '5' }, wait)
}

/** An order for £117.00 whose goods went out and whose payment was refused: it is stuck. */
async function stuckOverHundred({ page }: Visitor, { url }: Clinic): Promise<void> {
  const nora = await takeSeat(url, 'nora')
  await shelve(nora, await takeSeat(url, 'kofi'))
  await nora.send('/workshop', { process: 'order', 'at-take-held-money': 'refuse-1' })
  const wanted = { patient: 'Maria Santos', item: 'Knee brace', quantity: 2 }
  const [number = 0] = await takeOrders(url, [wanted])
  await sitInFor(page, 'Kofi Mensah')
  await startOrder(page, number)
  await scan(page, String(number))
  await markReady(page, 'C9')
  await page.goto('/queue')
  await rowOf(page, number).getByRole('link', { name: 'Hand over' }).click()
  await page.getByRole('radio', { name: 'The patient' }).check()
  await page.getByRole('checkbox', { name: 'I checked name and birth date' }).check()
  await page.getByRole('button', { name: 'Hand it over' }).click()
  await expect(main(page)).toContainText('This is stuck')
}

/** Opens the case as somebody who may settle it. */
async function openCase(page: Page, who: string): Promise<string> {
  await sitInFor(page, who)
  await page.goto('/cases')
  await main(page).getByRole('link', { name: 'Maria Santos' }).first().click()
  await expect(heading(page)).toHaveText('Maria Santos’s order is stuck')
  return page.url()
}

async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Check your answers' }).click()
  await page.getByRole('button', { name: 'Settle it like this' }).click()
}

/** Says how it is settled, looks at what that comes to, and sends it. */
async function settle(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/settle-by-hand`)
  await page.getByRole('radio', { name: 'Nothing was given' }).check()
  await page.getByRole('radio', { name: 'It never came about' }).check()
  await page
    .getByRole('textbox', { name: 'What exactly, and how do you know?' })
    .fill('She left them on the counter.')
  await send(page)
}

/** Asks for a second person where the answer says that it takes one. */
async function askForApproval(page: Page): Promise<void> {
  await expect(heading(page)).toHaveText('Not settled')
  await expect(main(page)).toContainText('£117.00 would move, and over £100.00 a second person')
  await page.getByRole('checkbox', { name: 'Yes, ask for approval' }).check()
  await send(page)
}

/** The request among what waits for somebody, opened from their first page. */
async function openRequest(page: Page, who: string): Promise<void> {
  await sitInFor(page, who)
  await page.goto('/')
  await main(page)
    .getByRole('link', { name: /Settling by hand.*to decide/ })
    .click()
}

journey('more than £100 is settled by hand by two people, and once', async (visitor, clinic) => {
  await stuckOverHundred(visitor, clinic)
  const { page } = visitor
  const address = await openCase(page, 'Nora Bright')
  await settle(page, address)
  await askForApproval(page)
  await expect(heading(page)).toHaveText('It is sent to a second person')
  await settle(page, address)
  await page.getByRole('checkbox', { name: 'Yes, ask for approval' }).check()
  await send(page)
  await expect(main(page)).toContainText('Somebody asked for £117.00')

  await openRequest(page, 'Ada Lindqvist')
  const late = await visitor.anotherTab()
  await late.goto(page.url())
  await page.getByRole('button', { name: 'Approve it' }).click()
  await expect(heading(page)).toHaveText('It is settled by hand')
  const answered = late.waitForResponse((one) => one.request().method() === 'POST')
  await late.getByRole('button', { name: 'Approve it' }).click()
  deepStrictEqual((await answered).status(), 409)
  await expect(card(late, 'Now')).toContainText('Ada')

  await page.goto(address)
  await expect(main(page)).toContainText('Closed')
  await expect(main(page)).toContainText('Settled by hand: Nothing was given')
  const { checks } = await checkDataFolder(clinic.folder, register(modules))
  deepStrictEqual(
    checks.filter(({ breaches }) => breaches > 0),
    [],
  )
})
