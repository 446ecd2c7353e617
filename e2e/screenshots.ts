// Makes the pictures of the documentation from the demo clinic: `npm run screenshots`.
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright'
import { fillBasket, orderFor, placeOrder } from './actors/customer.ts'
import { launchBrowser } from './browser.ts'
import { openClinic } from './serve.ts'

type Picture = {
  readonly name: string
  readonly seat: string
  readonly screen?: 'phone'
  readonly dark?: true
  go(page: Page): Promise<void>
}

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'docs', 'images')
const desk = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }

async function orderSocks(page: Page): Promise<void> {
  await orderFor(page, 'Aisha Rahman')
  await fillBasket(page, [{ item: 'Support socks M', quantity: 1 }])
  await page.getByRole('button', { name: 'Send it all the same' }).click()
  await page.locator('[data-state=rejected]').waitFor()
}

async function orderGauze(page: Page): Promise<void> {
  await page.goto('/orders/place-order')
  await fillBasket(page, [{ item: 'Gauze swabs', quantity: 2 }])
  await placeOrder(page, '£6.40')
  await page.locator('[data-state=succeeded]').waitFor()
}

async function openCase(page: Page): Promise<void> {
  await page.goto('/cases')
  await page.getByRole('link', { name: 'Liam Fox' }).first().click()
}

const stay = async () => {}

const pictures: readonly Picture[] = [
  { name: 'first-screen', seat: 'sam', go: stay },
  { name: 'first-screen-dark', seat: 'sam', dark: true, go: stay },
  { name: 'case', seat: 'nora', go: openCase },
  { name: 'bench', seat: 'kofi', go: async (page) => void (await page.goto('/queue')) },
  { name: 'refused', seat: 'sam', go: orderSocks },
  { name: 'patient', seat: 'maria', screen: 'phone', go: stay },
  { name: 'confirmed', seat: 'maria', screen: 'phone', go: orderGauze },
]

async function take(browser: Browser, url: string, picture: Picture): Promise<void> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: picture.screen === 'phone' ? phone : desk,
    deviceScaleFactor: 1.5,
    colorScheme: picture.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale: 'en-GB',
  })
  await context.addCookies([{ name: 'fd', value: `${picture.seat}.picture`, url }])
  const page = await context.newPage()
  await page.goto('/')
  await picture.go(page)
  await page.evaluate('document.fonts.ready')
  await page.screenshot({ path: join(folder, `${picture.name}.png`), fullPage: true })
  await context.close()
  console.log(`docs/images/${picture.name}.png`)
}

mkdirSync(folder, { recursive: true })
const clinic = await openClinic()
const browser = await launchBrowser()
for (const picture of pictures) await take(browser, clinic.url, picture)
await browser.close()
await clinic.stop()
