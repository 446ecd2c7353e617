import type { BrowserContext, Page } from 'playwright'
import { expect } from 'playwright/test'
import { codeAt } from '../../server/access/one-time-codes.ts'
import type { Clinic } from '../serve.ts'
import { theBrowser } from '../story.ts'

/** The password that the first admin chooses. */
export const password = 'seven quiet bicycles'

/** A browser of its own on a clinic. */
export async function visit(clinic: Clinic, hasScript: boolean): Promise<BrowserContext> {
  const context = await (await theBrowser()).newContext({
    baseURL: clinic.url,
    javaScriptEnabled: hasScript,
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(10_000)
  return context
}

/** Sets the clinic up as whoever first comes to it does, and chooses the first admin's password. */
export async function found(page: Page): Promise<void> {
  await page.goto('/')
  await page.getByLabel('Name of the clinic').fill('Quay Street Clinic')
  await page.getByLabel('Time zone').fill('Europe/London')
  await page.getByLabel('Currency').selectOption('GBP')
  await page.getByLabel('Country').selectOption('GB')
  await page.getByLabel('Telephone').fill('01632 960123')
  await page.getByLabel('Opening hours').fill('Mon to Fri 08:00 to 18:00')
  await page.getByLabel('Name of the first admin').fill('Ada Lindqvist')
  await page.getByLabel('E-mail of the first admin').fill('ada@quaystreet.example')
  await page.getByRole('button', { name: 'Set up the clinic' }).click()
  await page.locator('[data-state=succeeded]').waitFor()
  await page.goto('/')
  await page.getByLabel('New password').fill(password)
  await page.getByRole('button', { name: 'Keep this password' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Set up your second step')
}

/** Signs out by the button that every page has. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByText('You have signed out.')).toBeVisible()
}

/** The first page of sign-in, as the first admin fills it in. */
export async function typePassword(page: Page, word = password): Promise<void> {
  await page.getByLabel('E-mail address').fill('ada@quaystreet.example')
  await page.getByLabel('Password').fill(word)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Adds codes as an authenticator would read them; returns the secret. */
export async function addCodes(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'Use codes of an authenticator' }).click()
  const secret = ((await page.locator('code.secret').textContent()) ?? '').replaceAll(' ', '')
  await page.getByLabel('The code that it shows now').fill(codeAt(secret, Date.now()))
  await page.getByRole('button', { name: 'Use these codes' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Keep these recovery codes')
  return secret
}
