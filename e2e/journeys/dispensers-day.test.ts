import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import {
  handOver,
  markReady,
  rowOf,
  scan,
  startOrder,
  takeOrders,
  type Wanted,
} from '../actors/dispenser.ts'
import { heading, sitInFor, type Visitor } from '../actors/visitor.ts'
import { accessFaults, layoutFaults } from '../page-checks.ts'
import { journey } from '../story.ts'

const gauze: Wanted = { patient: 'Maria Santos', item: 'Gauze swabs', quantity: 1 }
const short: Wanted = { ...gauze, quantity: 2 }
const saline: Wanted = { patient: 'Maria Santos', item: 'Saline', quantity: 1 }
const forGeorge: Wanted = { ...gauze, patient: 'George Whitlock' }

// Without script it is the same way, so a few of the same are enough.
const plainOrders = (hasScript: boolean) => Array.from({ length: hasScript ? 16 : 4 }, () => gauze)

const shown = ['/queue', '/queue/wall', '/queue/labels', '/queue/picking-list']

/** The lot that a form of what was picked proposes. */
const lot = (page: Page) => page.getByRole('textbox', { name: 'Lot', exact: true }).first()

async function pickShort(page: Page, number: number): Promise<void> {
  await startOrder(page, number)
  await scan(page, String(number))
  await page.getByRole('textbox', { name: 'Picked' }).first().fill('1')
  await page.getByRole('textbox', { name: 'Why is it short?' }).first().fill('One pack was torn')
  await markReady(page, 'C1')
  await expect(page.getByRole('main')).toContainText('1 Gauze swabs could not be had')
}

async function pickRecalled(page: Page, number: number): Promise<void> {
  await startOrder(page, number)
  await scan(page, String(number))
  const bad = await lot(page).inputValue()
  const form = page.url()
  await scan(page, 'SAL-20')
  await page.getByRole('link', { name: 'Recall a lot' }).click()
  await page.getByRole('textbox', { name: 'Lot' }).fill(bad)
  await page.getByRole('textbox', { name: 'Why is it recalled?' }).fill('The maker asked for it')
  await page.getByRole('button', { name: 'Recall the lot' }).click()
  await page.locator('[data-state=succeeded]').waitFor()
  await page.goto(form)
  expect(await lot(page).inputValue()).not.toBe(bad)
  await lot(page).fill(bad)
  await page.getByRole('button', { name: 'Mark it ready' }).click()
  await page.locator('[data-state=rejected]').waitFor()
  await expect(page.getByRole('main')).toContainText('was recalled')
  await scan(page, String(number))
  await markReady(page, 'C2')
}

async function handToProxy(page: Page, number: number): Promise<void> {
  await page.goto('/queue')
  await rowOf(page, number).getByRole('link', { name: 'Hand over' }).click()
  await page.getByRole('radio', { name: 'Somebody for them' }).check()
  const named = page.getByRole('combobox', { name: 'Who of those named to collect?' })
  const judith = named.locator('option', { hasText: 'Judith' })
  await named.selectOption((await judith.getAttribute('value')) ?? '')
  await handOver(page)
}

async function collectAtKiosk(
  { page, hasScript }: Visitor,
  number: number,
  code: string,
): Promise<void> {
  await page.goto('/queue')
  await page.getByRole('link', { name: 'The kiosk' }).click()
  await page.getByRole('button', { name: 'Make it the kiosk' }).click()
  await expect(heading(page)).toHaveText('Collect your order')
  if (hasScript) await isWhole(page, '/kiosk')
  await page.getByRole('textbox', { name: 'Order number' }).fill(String(number))
  await page.getByRole('textbox', { name: 'Your six-digit code' }).fill('000 000')
  await page.getByRole('button', { name: 'Collect it' }).click()
  await expect(page.getByRole('main')).toContainText('4 tries left')
  await page.getByRole('textbox', { name: 'Your six-digit code' }).fill(code)
  await page.getByRole('button', { name: 'Collect it' }).click()
  await expect(heading(page)).toHaveText(`Order ${number} is yours`)
  await sitInFor(page, 'Kofi Mensah')
}

const screens = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
]

async function isWhole(page: Page, address: string): Promise<void> {
  await page.goto(address)
  expect(await layoutFaults(page), address).toEqual([])
  for (const screen of screens) {
    await page.setViewportSize(screen)
    expect(await accessFaults(page), `${address} at ${screen.width}`).toEqual([])
  }
  await page.setViewportSize({ width: 1280, height: 800 })
}

/** On the wall's screen everything is seen at once: nobody scrolls it. */
async function fitsTheWall(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1920, height: 1080 })
  await page.goto('/queue/wall')
  const height = await page.evaluate<number>('document.documentElement.scrollHeight')
  expect(height).toBeLessThanOrEqual(1080)
  const letters = `getComputedStyle(document.querySelector('.wall-columns li b')).fontSize`
  const size = Number.parseFloat(await page.evaluate<string>(letters))
  expect(size).toBeGreaterThan(56)
  await page.setViewportSize({ width: 1280, height: 800 })
}

journey('Kofi’s day: twenty orders prepared, and handed over', async (visitor) => {
  const { page, url, hasScript } = visitor
  const plain = plainOrders(hasScript).length
  const orders = [...plainOrders(hasScript), short, saline, gauze, forGeorge]
  const numbers = await takeOrders(url, orders)
  const [torn = 0, recalled = 0, kiosk = 0, georges = 0] = numbers.slice(plain)
  await sitInFor(page, 'Kofi Mensah')
  for (const number of numbers.slice(0, plain)) {
    await startOrder(page, number)
    await scan(page, String(number))
    await markReady(page, 'A1')
  }
  await pickShort(page, torn)
  await pickRecalled(page, recalled)
  await startOrder(page, georges)
  await scan(page, String(georges))
  await markReady(page, 'C3')
  await startOrder(page, kiosk)
  await scan(page, String(kiosk))
  const code = await markReady(page, 'C4')
  if (hasScript) {
    for (const address of shown) await isWhole(page, address)
    await fitsTheWall(page)
  }
  await collectAtKiosk(visitor, kiosk, code)
  await handToProxy(page, georges)
  for (const number of [...numbers.slice(0, plain), torn, recalled]) {
    await scan(page, String(number))
    await handOver(page)
  }
  await page.goto('/queue')
  for (const number of numbers) await expect(rowOf(page, number)).toHaveCount(0)
})

journey(
  'an order that comes in is announced on the bench, and nothing moves until Kofi wants it',
  async ({ page, url }) => {
    await sitInFor(page, 'Kofi Mensah')
    await page.goto('/queue')
    const rows = await page.locator('.table tbody tr[id]').count()
    const news = page.getByRole('status').filter({ has: page.getByRole('link') })
    await expect(news).toHaveText('Look again')
    const [first = 0] = await takeOrders(url, [gauze])
    await expect(news).toHaveText('1 new order, show it')
    expect(await page.locator('.table tbody tr[id]').count()).toBe(rows)
    const [second = 0] = await takeOrders(url, [gauze])
    await expect(news).toHaveText('2 new orders, show them')
    await news.getByRole('link').click()
    for (const number of [first, second]) await expect(rowOf(page, number)).toBeVisible()
    await expect(news).toHaveText('Look again')
  },
  { script: 'on' },
)

journey(
  'what changes is seen on the wall by itself, and at the bench by the keys alone',
  async ({ page, url, anotherTab }) => {
    await sitInFor(page, 'Kofi Mensah')
    const [number = 0] = await takeOrders(url, [gauze])
    const wall = await anotherTab()
    await wall.goto('/queue/wall')
    const preparing = wall.getByRole('region', { name: /^In preparation/ })
    await expect(preparing).not.toContainText(String(number))
    await page.goto('/queue')
    const field = page.getByRole('textbox', {
      name: 'Order number, collection code, item code or lot',
    })
    await expect(field).toBeFocused()
    const tasks = page.locator('.cell-action').locator('a, button')
    await tasks.first().focus()
    await page.keyboard.press('ArrowDown')
    await expect(tasks.nth(1)).toBeFocused()
    await rowOf(page, number).getByRole('button', { name: 'Start' }).focus()
    await page.keyboard.press('Enter')
    await page.locator('[data-state=succeeded]').waitFor()
    const begun = wall.getByRole('region', { name: /^In preparation/ })
    await expect(begun).toContainText(String(number))
    await expect(wall.getByRole('main')).not.toContainText('Santos')
  },
  { script: 'on' },
)
