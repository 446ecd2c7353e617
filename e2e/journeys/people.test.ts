import { equal, ok } from 'node:assert/strict'
import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { heading, sitInFor } from '../actors/visitor.ts'
import { journey } from '../story.ts'

const main = (page: Page) => page.getByRole('main')

/** Types into the box at the top of every page of staff, and sends it. */
async function find(page: Page, words: string): Promise<void> {
  const box = page.getByRole('searchbox', { name: 'Find a person' })
  await box.fill(words)
  await box.press('Enter')
  await expect(main(page).getByRole('textbox', { name: 'Who?' })).toHaveValue(words)
}

journey('a hurried receptionist finds Maria, whatever she types', async ({ page }) => {
  await page.goto('/catalogue')
  for (const words of [
    'santos mar',
    'MARIA santos',
    '14.3.57',
    '14/03/1957',
    '900142',
    '1957-03-14 ma',
  ]) {
    await find(page, words)
    await expect(main(page).getByRole('link', { name: 'Santos, Maria' })).toBeVisible()
    await expect(page).toHaveTitle(/^Find a person/)
    ok(/\/searches\/[\w-]+$/.test(page.url()), page.url())
  }
  await find(page, 'nolan siobhan')
  await expect(main(page).getByRole('link', { name: 'Nolan, Siobhán' })).toBeVisible()
})

journey(
  'whoever is not found can be registered, and whom one saw last stands first',
  async ({ page }) => {
    await page.goto('/patients')
    await find(page, 'nobody of that name')
    await expect(main(page)).toContainText('Nobody is found')
    await expect(main(page).getByRole('link', { name: 'Register a patient' })).toBeVisible()
    await find(page, 'santos')
    await main(page).getByRole('link', { name: 'Santos, Maria' }).click()
    await expect(heading(page)).toHaveText('Maria Santos')
    await page.goto('/patients')
    await main(page).getByRole('link', { name: 'Maria Santos' }).click()
    await expect(heading(page)).toHaveText('Maria Santos')
  },
)

journey('a search is found again by nobody else', async (visitor) => {
  const { page } = visitor
  await page.goto('/')
  await find(page, 'santos')
  const place = page.url()
  await page.reload()
  await expect(main(page).getByRole('link', { name: 'Santos, Maria' })).toBeVisible()
  await sitInFor(page, 'Kofi Mensah')
  const answer = await page.goto(place)
  equal(answer?.status(), 404)
  await expect(heading(page)).toHaveText('This search is over')
  await sitInFor(page, 'Maria Santos')
  await expect(page.getByRole('searchbox')).toHaveCount(0)
})

journey(
  'a slash goes to the search, and stays a slash where somebody types',
  async ({ page }) => {
    await page.goto('/orders')
    await page.keyboard.press('/')
    const box = page.getByRole('searchbox', { name: 'Find a person' })
    await expect(box).toBeFocused()
    await page.keyboard.type('1/2')
    await expect(box).toHaveValue('1/2')
  },
  { script: 'on' },
)

journey('Maria moves while Sam has her address open', async (visitor) => {
  const { page } = visitor
  await page.goto('/')
  await find(page, 'santos')
  await main(page).getByRole('link', { name: 'Santos, Maria' }).click()
  await main(page).getByRole('link', { name: '07700 900 142' }).click()
  const other = await visitor.anotherTab()
  await other.goto(page.url())
  await other.getByRole('textbox', { name: 'House and street' }).fill('1 Quay Street')
  await other.getByRole('button', { name: 'Save' }).click()
  await expect(heading(other)).toHaveText('The contact details are saved')

  await page.getByRole('textbox', { name: 'House and street' }).fill('4 Mill Lane')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(heading(page)).toHaveText('This was changed meanwhile')
  await expect(main(page).getByRole('table')).toContainText('1 Quay Street')
  await expect(page.getByRole('textbox', { name: 'House and street' })).toHaveValue('4 Mill Lane')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(heading(page)).toHaveText('The contact details are saved')
})

journey('a name is put right, and the history keeps both', async ({ page }) => {
  await page.goto('/')
  await find(page, 'santos')
  await main(page).getByRole('link', { name: 'Santos, Maria' }).click()
  const record = page.url()
  await main(page).getByRole('link', { name: 'Correct name or birth date' }).click()
  await page.getByRole('textbox', { name: 'Family name' }).fill('Santos Pereira')
  await page.getByRole('textbox', { name: 'Year' }).fill('1958')
  await page.getByRole('button', { name: 'Save the correction' }).click()
  await expect(heading(page)).toHaveText('Nothing was changed')
  await page
    .getByRole('textbox', { name: 'How do you know the birth date?' })
    .fill('Saw her passport')
  await page.getByRole('button', { name: 'Save the correction' }).click()
  await expect(heading(page)).toHaveText('The details are corrected')
  await page.goto(record)
  await expect(heading(page)).toHaveText('Maria Santos Pereira')
  await expect(main(page)).toContainText('from “Santos” to “Santos Pereira”')
})

journey('Maria says how she wants to be reached', async ({ page }) => {
  await sitInFor(page, 'Maria Santos')
  await page.goto('/')
  await page.getByRole('link', { name: 'Your details' }).first().click()
  await page.getByRole('link', { name: 'Choose how to be reached' }).click()
  for (const group of ['Reminders of visits', 'News of an order'])
    await page
      .getByRole('group', { name: group })
      .getByRole('radio', { name: 'Not at all' })
      .check()
  await page.getByRole('button', { name: 'Save the choices' }).click()
  await expect(main(page)).toContainText('only call on the telephone')
  await page.getByRole('checkbox', { name: 'Call instead' }).check()
  await page.getByRole('button', { name: 'Save the choices' }).click()
  await expect(heading(page)).toHaveText('The choices are saved')
})
