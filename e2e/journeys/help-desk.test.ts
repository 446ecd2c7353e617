import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { heading, sitInFor } from '../actors/visitor.ts'
import { journey } from '../story.ts'

const main = (page: Page) => page.getByRole('main')

/** Opens the case of Maria’s question from the help desk's list. */
async function openCase(page: Page, list: string): Promise<void> {
  await page.goto(list)
  await main(page).getByRole('link', { name: 'Maria Santos asks about' }).click()
  await expect(heading(page)).toContainText('Maria Santos asks about')
}

async function reportFromOrder(page: Page): Promise<void> {
  await sitInFor(page, 'Maria Santos')
  await page.goto('/orders')
  await main(page).locator('a[rel="order"]').first().click()
  await page.getByRole('contentinfo').getByRole('link', { name: 'Report a problem' }).click()
  await expect(page.getByRole('textbox', { name: 'What is it about?' })).toHaveValue(/^Order \d+$/)
  await page.getByRole('textbox', { name: 'What happened?' }).fill('Broken')
  await page.getByRole('button', { name: 'Report it' }).click()
  await expect(main(page)).toContainText('Write at least 10 characters.')
  await page.getByRole('textbox', { name: 'What happened?' }).fill('The jar came without a lid.')
  await page.getByRole('button', { name: 'Report it' }).click()
  await expect(heading(page)).toHaveText('We have it, and look into it')
}

async function takeAndPassOn(page: Page): Promise<void> {
  await sitInFor(page, 'Nora Bright')
  await openCase(page, '/')
  await expect(main(page)).toContainText('The jar came without a lid.')
  await expect(main(page)).toContainText('Maria Santos waits for an answer.')
  await page.getByRole('link', { name: 'Take this case' }).click()
  await page.getByRole('button', { name: 'Take it' }).click()
  await expect(heading(page)).toHaveText('The case is yours')
  await openCase(page, '/cases?show=mine')
  await page.getByRole('link', { name: 'Pass it on' }).click()
  await page
    .getByRole('combobox', { name: 'To whom?' })
    .selectOption({ label: 'Sam Pell, receptionist' })
  await page.getByRole('textbox', { name: 'What should they know?' }).fill('Please call her.')
  await page.getByRole('button', { name: 'Pass it on' }).click()
  await expect(heading(page)).toHaveText('The case is passed on')
}

async function answerAndClose(page: Page): Promise<void> {
  await sitInFor(page, 'Sam Pell')
  await openCase(page, '/cases?show=mine')
  await expect(main(page)).toContainText('Please call her.')
  await page.getByRole('link', { name: 'Close the case' }).click()
  await page.getByRole('button', { name: 'Close the case' }).click()
  await expect(main(page)).toContainText('Maria Santos asked and waits for an answer.')
  await page.getByRole('link', { name: 'Change it and send it again' }).click()
  await page
    .getByRole('textbox', { name: 'Your answer to them' })
    .fill('A new jar is here for you.')
  await page.getByRole('button', { name: 'Close the case' }).click()
  await expect(heading(page)).toHaveText('The case is closed')
}

async function reopen(page: Page): Promise<void> {
  await sitInFor(page, 'Maria Santos')
  await page.goto('/cases')
  await main(page).getByRole('link', { name: 'Your question about' }).click()
  await expect(main(page)).toContainText('A new jar is here for you.')
  await expect(main(page)).not.toContainText('Please call her.')
  await page.getByRole('link', { name: 'Open it again' }).click()
  await page.getByRole('textbox').fill('The new jar has no lid either.')
  await page.getByRole('button', { name: 'Open it again' }).click()
  await expect(heading(page)).toHaveText('The case is open again')
}

journey(
  'a patient asks, the desk passes it on and answers, and she asks again',
  async ({ page }) => {
    await reportFromOrder(page)
    await takeAndPassOn(page)
    await answerAndClose(page)
    await page.goto('/messages')
    await expect(main(page)).toContainText('Answer to a question')
    await reopen(page)
    await sitInFor(page, 'Sam Pell')
    await openCase(page, '/')
    await expect(main(page)).toContainText('The new jar has no lid either.')
    await expect(main(page)).toContainText('Who has it')
  },
)

journey('what was reported about a thing is added to, not reported twice', async ({ page }) => {
  await reportFromOrder(page)
  await page.goto('/orders')
  await main(page).locator('a[rel="order"]').first().click()
  await page.getByRole('link', { name: 'Report a problem' }).click()
  await page.getByRole('textbox', { name: 'What happened?' }).fill('And the label is torn.')
  await page.getByRole('button', { name: 'Report it' }).click()
  await expect(main(page)).toContainText('about this is open since')
  await page.getByRole('link', { name: 'Add to it' }).click()
  await page.getByRole('textbox').fill('And the label is torn.')
  await page.getByRole('button', { name: 'Add the note' }).click()
  await expect(heading(page)).toHaveText('The note is added')
})
