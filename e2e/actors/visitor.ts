import type { Browser, Locator, Page } from 'playwright'
import { expect } from 'playwright/test'

/** Somebody at a browser, who takes one seat of the demo after the other. */
export type Visitor = {
  readonly page: Page
  readonly url: string
  readonly hasScript: boolean
  /** Opens another tab of the same browser, in the same seat. */
  anotherTab(): Promise<Page>
  leave(): Promise<void>
}

const screens = { desk: { width: 1280, height: 800 }, phone: { width: 360, height: 740 } }
const patienceMs = 10_000

/** Opens a browser on the clinic's first page. */
export async function arrive(
  browser: Browser,
  url: string,
  { screen, hasScript }: { screen: 'desk' | 'phone'; hasScript: boolean },
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: screens[screen],
    javaScriptEnabled: hasScript,
    // The demo's own clock and words are British; so is its visitor.
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  })
  context.setDefaultTimeout(patienceMs)
  const page = await context.newPage()
  await page.goto('/')
  return {
    page,
    url,
    hasScript,
    anotherTab: () => context.newPage(),
    leave: () => context.close(),
  }
}

/** Takes the seat of somebody by the form on which all seats are, and comes back to the first page. */
export async function sitInFor(page: Page, name: string): Promise<void> {
  await page.goto('/seat')
  await page.getByRole('radio', { name }).check()
  await page.getByRole('button', { name: 'Take the seat' }).click()
  // The banner may name this seat before it is taken: only the first page says that it has been.
  await page.waitForURL(({ pathname }) => pathname === '/')
  await expect(page.getByRole('complementary', { name: 'Demo clinic' })).toContainText(name)
}

/** The page's own heading: it says what came of what was done. */
export function heading(page: Page): Locator {
  return page.getByRole('heading', { level: 1 })
}

/** The card with this heading, or whichever group of the page it names. */
export function card(page: Page, name: string | RegExp): Locator {
  const title = page.getByRole('heading', { level: 2, name })
  return page.locator('.card, section').filter({ has: title }).last()
}

/** Opens something that unfolds in place, if it is not open already. */
export async function unfold(page: Page, name: string): Promise<void> {
  await page.locator('summary', { hasText: name }).click()
}
