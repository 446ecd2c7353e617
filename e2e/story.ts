import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright'
import { arrive, type Visitor } from './actors/visitor.ts'
import { launchBrowser } from './browser.ts'
import { type Clinic, openClinic } from './serve.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const lastSights = join(root, 'node_modules', '.cache', 'frontdesk', 'last-sights')

type Setting = {
  /** The screen that is looked at: a desk's unless it is a phone's. */
  readonly screen?: 'desk' | 'phone'
  /** Stories about what only script can do, or only its absence, are told once. */
  readonly script?: 'both' | 'on' | 'off'
}

let browser: Promise<Browser> | undefined
after(async () => (await browser)?.close())

/** The browser of a test file, started when it is first asked for. */
export function theBrowser(): Promise<Browser> {
  browser ??= launchBrowser()
  return browser
}

/**
 * Tells a story in a demo clinic of its own, once with script and once without. Where it fails, what
 * was last seen is kept as a picture.
 */
export function journey(
  name: string,
  story: (visitor: Visitor, clinic: Clinic) => Promise<void>,
  { screen = 'desk', script = 'both' }: Setting = {},
): void {
  for (const hasScript of script === 'both' ? [true, false] : [script === 'on']) {
    const title = hasScript ? name : `${name}, without script`
    test(title, async () => {
      const clinic = await openClinic()
      const visitor = await arrive(await theBrowser(), clinic.url, { screen, hasScript })
      try {
        await story(visitor, clinic)
      } catch (error) {
        mkdirSync(lastSights, { recursive: true })
        const path = join(lastSights, `${title.replaceAll(/\W+/g, '-')}.png`)
        await visitor.page.screenshot({ path, fullPage: true })
        throw error
      } finally {
        await visitor.leave()
        await clinic.stop()
      }
    })
  }
}
