import { equal } from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { startMailServer, type TriedMailServer } from '../../server/testing/mail-server.ts'
import { found, signOut, visit } from '../actors/admin.ts'
import { openRealClinic } from '../real-clinic.ts'

const closing: (() => Promise<void>)[] = []
after(async () => {
  for (const close of closing) await close()
})

/** The last link of a mail whose subject says so, once it came. */
async function mailedLink(mail: TriedMailServer, subject: RegExp): Promise<string> {
  await expect
    .poll(() => mail.received.some(({ headers }) => subject.test(headers['subject'] ?? '')), {
      timeout: 15_000,
    })
    .toBe(true)
  const letter = mail.received.findLast(({ headers }) => subject.test(headers['subject'] ?? ''))
  // Quoted-printable breaks long lines and writes the sign of equality in digits.
  const text = (letter?.raw ?? '').replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=')
  return /https?:\/\/\S+[?&]secret=[\w-]{43}/.exec(text)?.[0] ?? ''
}

async function register(page: Page): Promise<void> {
  await page.goto('/sign-in')
  await page.locator('a[rel=register-patient]').click()
  await page.getByRole('textbox', { name: 'Given name' }).fill('Bob')
  await page.getByRole('textbox', { name: 'Family name' }).fill('Tennant')
  await page.getByRole('textbox', { name: 'Day' }).fill('6')
  await page.getByRole('textbox', { name: 'Month' }).fill('5')
  await page.getByRole('textbox', { name: 'Year' }).fill('1990')
  await page.getByRole('textbox', { name: 'E-mail' }).fill('bob@example.org')
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Register' }).click()
  await page.locator('[data-state]').first().waitFor()
}

for (const hasScript of [true, false]) {
  const how = hasScript ? '' : ', without script'
  test(`somebody registers, confirms their address, and signs in by a mailed link${how}`, async () => {
    const mail = await startMailServer()
    const clinic = await openRealClinic(mail.url)
    closing.push(async () => {
      await clinic.stop()
      await mail.close()
    })
    const admin = await visit(clinic, false)
    await found(await admin.newPage())
    await admin.close()
    const context = await visit(clinic, hasScript)
    const page = await context.newPage()
    await register(page)
    await page.goto(await mailedLink(mail, /welcome|confirm/i))
    await page.getByRole('button', { name: 'Yes, this is my address' }).click()
    await page.locator('[data-state=succeeded]').waitFor()
    await page.goto('/sign-in/mail')
    await page.getByLabel('E-mail address').fill('bob@example.org')
    await page.getByRole('button', { name: 'Mail me a link' }).click()
    await expect(page.getByText('a link is on its way')).toBeVisible()
    const link = await mailedLink(mail, /link to sign in/i)
    equal((await context.request.get(link)).status(), 200)
    await page.goto(link)
    await page.getByRole('button', { name: 'Go on as Bob Tennant' }).click()
    await expect(page.getByRole('complementary', { name: 'Your account' })).toContainText('Bob')
    equal((await context.request.get(link)).status(), 410)
    await signOut(page)
    await context.close()
  })
}
