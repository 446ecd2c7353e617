import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { codeAt } from '../../server/access/one-time-codes.ts'
import type { TriedMailServer } from '../../server/testing/mail-server.ts'
import { heading } from './visitor.ts'

/** The last link of a mail to this address whose subject says so, once it came. */
export async function linkMailedTo(
  mail: TriedMailServer,
  address: string,
  subject: RegExp,
): Promise<string> {
  const letter = () =>
    mail.received.findLast(
      ({ headers, to }) => to.includes(address) && subject.test(headers['subject'] ?? ''),
    )
  await expect.poll(() => letter() !== undefined, { timeout: 15_000 }).toBe(true)
  // Quoted-printable breaks long lines and writes the sign of equality in digits.
  const text = (letter()?.raw ?? '').replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=')
  return /https?:\/\/\S+[?&]secret=[\w-]{43}/.exec(text)?.[0] ?? ''
}

/** Accepts an invitation by its mailed link: joins, chooses a password, and adds codes. */
export async function accept(page: Page, link: string, password: string): Promise<void> {
  await page.goto(link)
  await page.getByRole('button', { name: 'Join' }).click()
  await page.getByLabel('New password').fill(password)
  await page.getByRole('button', { name: 'Keep this password' }).click()
  await page.getByRole('link', { name: 'Use codes of an authenticator' }).click()
  const secret = ((await page.locator('code.secret').textContent()) ?? '').replaceAll(' ', '')
  await page.getByLabel('The code that it shows now').fill(codeAt(secret, Date.now()))
  await page.getByRole('button', { name: 'Use these codes' }).click()
  await expect(heading(page)).toHaveText('Keep these recovery codes')
  await page.getByRole('link', { name: 'I have kept them' }).click()
}
