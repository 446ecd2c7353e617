import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { card, heading, sitInFor } from '../actors/visitor.ts'
import { journey } from '../story.ts'

/** Registers somebody at the desk, with an address that is still to be confirmed. */
async function registerTess(page: Page): Promise<void> {
  await page.goto('/patients/register-patient')
  await page.getByRole('textbox', { name: 'Given name' }).fill('Tess')
  await page.getByRole('textbox', { name: 'Family name' }).fill('Amadi')
  await page.getByRole('textbox', { name: 'Day' }).fill('3')
  await page.getByRole('textbox', { name: 'Month' }).fill('4')
  await page.getByRole('textbox', { name: 'Year' }).fill('1985')
  await page.getByRole('textbox', { name: 'E-mail' }).fill('tess@example.org')
  await page.getByRole('checkbox', { name: 'The terms were read and accepted' }).check()
  await page.getByRole('button', { name: 'Register' }).click()
  await expect(heading(page)).toContainText('registered')
}

journey('somebody registers, reads the welcome and confirms the address', async ({ page }) => {
  await registerTess(page)
  await page.goto('/messages')
  await expect(page.getByRole('main')).toContainText('The demo sends nothing')
  await page.getByRole('row', { name: 'Tess Amadi' }).getByRole('link', { name: 'Welcome' }).click()
  await expect(heading(page)).toHaveText(/please confirm your address/)
  await expect(card(page, 'The message')).toContainText('Tess Amadi <tess@example.org>')

  const link = page.locator('a[rel="mailed-link"]')
  const address = (await link.getAttribute('href')) ?? ''
  await link.click()
  // Opening the page changes nothing: scanners follow links.
  await expect(heading(page)).toHaveText('Confirm your e-mail address')
  await page.goto(address)
  await page.getByRole('button', { name: 'Yes, this is my address' }).click()
  await expect(heading(page)).toHaveText('Your e-mail address is confirmed')

  await page.goto(address)
  await expect(page.getByRole('main')).toContainText('This address is already confirmed')
})

journey('mail that came back waits for Sam, who reports another', async ({ page }) => {
  await page.getByRole('link', { name: 'Mail to Hannah Osei came back' }).click()
  await expect(page.getByRole('main')).toContainText('until it is put right')
  await page.getByRole('link', { name: 'The mail that came back' }).click()
  await expect(page.getByRole('main')).toContainText('There is no mailbox of this name')
  await page.getByRole('main').getByRole('link', { name: 'Hannah Osei' }).click()
  await expect(page.getByRole('main')).toContainText('Comes back')
  await expect(page.getByRole('main')).toContainText('Mail came back: 550 5.1.1')

  await page.goto('/messages?state=kept')
  await page
    .getByRole('row', { name: 'Grace Oduya' })
    .getByRole('link', { name: 'Welcome' })
    .click()
  await page.getByRole('link', { name: 'Report that it came back' }).click()
  await page.getByRole('button', { name: 'It came back' }).click()
  await expect(page.getByRole('main')).toContainText('Say why')
  await page.getByRole('textbox').last().fill('Mailbox full')
  await page.getByRole('button', { name: 'It came back' }).click()
  await expect(heading(page)).toContainText('nothing more goes to this address')
  await page.goto('/')
  await expect(page.getByRole('main')).toContainText('Mail to Grace Oduya came back')
})

journey('a patient reads what was written to them, and nobody else’s', async ({ page }) => {
  await sitInFor(page, 'Maria Santos')
  await page.goto('/messages')
  await expect(page.getByRole('main')).toContainText('What we wrote to you')
  await expect(page.getByRole('main')).toContainText('maria.santos@example.org')
  await expect(page.getByRole('main')).not.toContainText('Hannah')
})
