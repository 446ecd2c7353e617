import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { heading, sitInFor } from '../actors/visitor.ts'
import { journey } from '../story.ts'

/** Lets a step of every registration from now on be struck, as the manager of the demo can. */
async function breakStep(page: Page, step: string, how: string): Promise<void> {
  await sitInFor(page, 'Nora Bright')
  await page.getByRole('link', { name: 'Workshop' }).click()
  await page.getByLabel(step, { exact: true }).selectOption(how)
  // The list shows what was chosen before it is sent: the page that comes back is what counts.
  const back = page.waitForResponse((one) => one.request().method() === 'GET' && one.ok())
  await page.getByRole('button', { name: 'Set the switches' }).click()
  await (await back).finished()
  await page.waitForLoadState()
  await expect(page.getByLabel(step, { exact: true }).locator('option:checked')).toHaveText(how)
}

/** Registers Bob at the desk. */
async function registerBob(page: Page): Promise<void> {
  await sitInFor(page, 'Sam Pell')
  await page.goto('/patients/register-patient')
  await page.getByRole('textbox', { name: 'Given name' }).fill('Bob')
  await page.getByRole('textbox', { name: 'Family name' }).fill('Tennant')
  await page.getByRole('textbox', { name: 'Day' }).fill('6')
  await page.getByRole('textbox', { name: 'Month' }).fill('5')
  await page.getByRole('textbox', { name: 'Year' }).fill('1990')
  await page.getByRole('textbox', { name: 'E-mail' }).fill('bob@example.org')
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Register' }).click()
}

const main = (page: Page) => page.getByRole('main')

journey('Bob and the desk see the same while his wallet hangs', async ({ page }) => {
  await breakStep(page, 'Open a wallet', 'hangs, once')
  await registerBob(page)
  await expect(heading(page)).toHaveText('The wallet is being made')
  await expect(main(page)).toContainText('until then nothing can be paid in')
  const id = page.url().split('/').at(-1) ?? ''

  await page.goto(`/wallets/${id}`)
  await expect(heading(page)).toHaveText('Registration of Bob Tennant')
  await expect(main(page)).toContainText('The wallet follows in a moment')

  await sitInFor(page, 'Bob Tennant')
  await page.goto(`/wallets/${id}`)
  await expect(heading(page)).toHaveText('Your registration')
  await expect(main(page)).toContainText('Your wallet is being made')
  await page.goto(`/commands/${id}`)
  await expect(heading(page)).toHaveText('Your wallet is being made')

  // After two minutes it is asked again; at sixty times the speed that is soon.
  await page.goto(`/wallets/${id}`)
  await page.getByRole('button', { name: 'Faster' }).click()
  await expect(heading(page)).toHaveText('Your wallet', { timeout: 20_000 })
  await page.goto(`/registrations/${id}`)
  await expect(main(page)).toContainText('Confirm your address')
})

journey(
  'a registration that is refused on the way leaves nothing, and a manager looks on',
  async ({ page }) => {
    await breakStep(page, 'Complete a registration', 'is refused')
    await registerBob(page)
    await expect(heading(page)).toHaveText('Not registered')
    await expect(main(page)).toContainText('wallet and record were taken back')
    const id = page.url().split('/').at(-1) ?? ''
    await sitInFor(page, 'Nora Bright')
    await page.goto(`/workshop/${id}`)
    const events = ['NewWalletClosed', 'PersonWithdrawn', 'RegistrationDeclined']
    for (const event of events) await expect(main(page)).toContainText(event)
    await page.goto(`/wallets/${id}`)
    await expect(main(page)).toContainText('wallet and record were taken back')
    await page.goto('/cases')
    await expect(main(page)).not.toContainText('registration')
  },
  { script: 'on' },
)

journey(
  'the writer is killed in the middle, and Bob is registered once all the same',
  async ({ page }) => {
    await breakStep(page, 'Write to somebody', 'kills the writer, once')
    await registerBob(page)
    await expect(page.locator('[data-state]')).toHaveAttribute('data-state', 'succeeded', {
      timeout: 15_000,
    })
    await expect(heading(page)).toHaveText('Bob Tennant is registered')
  },
  { script: 'on' },
)
