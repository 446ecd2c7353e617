import { deepStrictEqual } from 'node:assert/strict'
import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { checkDataFolder } from '#checks/data-folder.ts'
import { register } from '#kernel/registry.ts'
import { modules } from '../../server/modules.ts'
import { openWallet } from '../actors/receptionist.ts'
import { card, heading, sitInFor } from '../actors/visitor.ts'
import { accessFaults, layoutFaults } from '../page-checks.ts'
import type { Clinic } from '../serve.ts'
import { journey } from '../story.ts'

const main = (page: Page) => page.getByRole('main')

/** Opens the case of Liam’s order as the manager does, and looks at what stands there. */
async function openLiamsCase(page: Page): Promise<string> {
  await sitInFor(page, 'Nora Bright')
  await page.goto('/cases')
  await main(page).getByRole('link', { name: 'Liam Fox' }).first().click()
  await expect(heading(page)).toHaveText('Liam Fox’s order is stuck')
  await expect(main(page)).toContainText('The shelf list did not answer within 10 seconds.')
  await expect(main(page)).toContainText('£18.20 held in the wallet')
  return page.url()
}

async function choose(page: Page, task: string): Promise<void> {
  await main(page).getByRole('link', { name: task, exact: true }).click()
  await expect(heading(page)).toHaveText(task)
}

/** What is written in the end: on the case, on the order and in the wallet. */
async function lookAfterwards(
  page: Page,
  address: string,
  seen: { readonly onCase: string; readonly onOrder: string; readonly free: string },
): Promise<void> {
  await page.goto(address)
  await expect(main(page)).toContainText(seen.onCase)
  await main(page).getByRole('link', { name: 'The order' }).click()
  await expect(main(page)).toContainText(seen.onOrder)
  await openWallet(page, 'Liam', 'Fox')
  await expect(main(page)).toContainText(seen.free)
}

async function expectCleanBooks({ folder }: Clinic): Promise<void> {
  const { checks } = await checkDataFolder(folder, register(modules))
  deepStrictEqual(
    checks.filter(({ breaches }) => breaches > 0),
    [],
  )
}

async function fillSettlement(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Nothing was given' }).check()
  await page.getByRole('radio', { name: 'It never came about' }).check()
  await page
    .getByRole('textbox', { name: 'What exactly, and how do you know?' })
    .fill('He rang and bought it elsewhere.')
  await page.getByRole('textbox', { name: 'Reference' }).fill('L-1')
  await page.getByRole('button', { name: 'Check your answers' }).click()
}

journey('Nora has the step of Liam’s order tried again', async ({ page }, clinic) => {
  const address = await openLiamsCase(page)
  await choose(page, 'Try again')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(heading(page)).toHaveText('It worked')
  await lookAfterwards(page, address, {
    onCase: 'Goes on again',
    onOrder: 'Confirmed',
    free: '£11.80',
  })
  await expectCleanBooks(clinic)
})

journey('Nora undoes what Liam’s order did', async (visitor, clinic) => {
  const { page } = visitor
  const address = await openLiamsCase(page)
  const elsewhere = await visitor.anotherTab()
  await elsewhere.goto(`${address}/try-again`)
  await choose(page, 'Undo what was done')
  await page.getByRole('textbox', { name: 'Why is it undone?' }).fill('The cream is not made now.')
  await page.getByRole('button', { name: 'Check your answers' }).click()
  await expect(main(page)).toContainText('£18.20 of held money became free again')
  await page.getByRole('button', { name: 'Undo all of it' }).click()
  await expect(heading(page)).toHaveText('Everything is undone')

  const answered = elsewhere.waitForResponse((one) => one.request().method() === 'POST')
  await elsewhere.getByRole('button', { name: 'Try again' }).click()
  deepStrictEqual((await answered).status(), 409)
  await lookAfterwards(page, address, { onCase: 'Closed', onOrder: 'Denied', free: '£30.00' })
  await expectCleanBooks(clinic)
})

journey('Nora settles Liam’s order by hand, as the check page showed', async (visitor, clinic) => {
  const { page } = visitor
  const address = await openLiamsCase(page)
  const elsewhere = await visitor.anotherTab()
  await elsewhere.goto(`${address}/settle-by-hand`)
  await fillSettlement(elsewhere)
  await choose(page, 'Settle it by hand')
  await fillSettlement(page)
  const shown = page.getByRole('table', { name: 'Postings, exactly as they will be written' })
  await expect(shown.getByRole('row')).toHaveText([/Account/, /held.*£18\.20/, /free.*£18\.20/])
  await expect(card(page, 'What you say')).toContainText('It never came about')
  if (visitor.hasScript) {
    deepStrictEqual(await layoutFaults(page), [])
    deepStrictEqual(await accessFaults(page), [])
  }
  await page.getByRole('button', { name: 'Change the answers' }).click()
  await expect(page.getByRole('radio', { name: 'Nothing was given' })).toBeChecked()
  await expect(page.getByRole('textbox', { name: 'Reference' })).toHaveValue('L-1')
  await page.getByRole('button', { name: 'Check your answers' }).click()
  await page.getByRole('button', { name: 'Settle it like this' }).click()
  await expect(heading(page)).toHaveText('It is settled by hand')

  const answered = elsewhere.waitForResponse((one) => one.request().method() === 'POST')
  await elsewhere.getByRole('button', { name: 'Settle it like this' }).click()
  deepStrictEqual((await answered).status(), 409)
  await expect(card(elsewhere, 'Now')).toContainText(
    'Nora Bright: Settled by hand: Nothing was given',
  )
  await expect(card(elsewhere, 'Yours')).toContainText('He rang and bought it elsewhere.')
  if (visitor.hasScript) deepStrictEqual(await accessFaults(elsewhere), [])
  await lookAfterwards(page, address, { onCase: 'Closed', onOrder: 'ettled', free: '£30.00' })
  await expectCleanBooks(clinic)
})
