import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from 'playwright'

// Where `npm test` notes the browser that it saw working, for the tests that follow it.
const record = fileURLToPath(
  new URL('../node_modules/.cache/frontdesk/browser.json', import.meta.url),
)

const usualPlaces: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/microsoft-edge',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
}

// A test browser has nothing to tell or to fetch; in a closed network each try only costs time.
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The browsers that are there: Playwright's own, the one that worked before, the machine's. */
export function installedBrowsers(): string[] {
  const usual = usualPlaces[process.platform] ?? []
  const places = [chromium.executablePath(), ...rememberedBrowser(), ...usual]
  return places.filter((path) => existsSync(path))
}

/**
 * Starts a headless Chromium: the one at `path`, or the one that `npm test` saw working, or the
 * first that is installed. Throws when there is none; `npm test` installs one.
 */
export async function launchBrowser(path = knownBrowser()): Promise<Browser> {
  if (!path) throw new Error('No browser was found. "node bin/browser.mjs" installs one.')
  // Chromium refuses to sandbox what root runs.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ executablePath: path, args: [...sandbox, ...quiet] })
}

/** Whether this browser starts and shows a page. */
export async function works(path: string): Promise<boolean> {
  try {
    const browser = await launchBrowser(path)
    const page = await browser.newPage()
    await page.setContent('<h1>Open</h1>')
    const seen = await page.getByRole('heading').textContent()
    await browser.close()
    return seen === 'Open'
  } catch {
    // Whatever keeps it from starting, the next candidate is tried.
    return false
  }
}

/** Notes the browser that worked. */
export function rememberBrowser(path: string): void {
  mkdirSync(dirname(record), { recursive: true })
  writeFileSync(record, JSON.stringify({ path }))
}

function knownBrowser(): string | undefined {
  return rememberedBrowser().find((path) => existsSync(path)) ?? installedBrowsers()[0]
}

function rememberedBrowser(): string[] {
  return existsSync(record) ? [JSON.parse(readFileSync(record, 'utf8')).path] : []
}
