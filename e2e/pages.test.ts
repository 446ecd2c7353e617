import { deepEqual, equal, ok } from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright'
import { fillBasket, orderFor } from './actors/customer.ts'
import { openWallet, recordTopUp } from './actors/receptionist.ts'
import { crawl, inspector } from './crawl.ts'
import { markupFaults } from './page-checks.ts'
import { type Clinic, openClinic } from './serve.ts'
import { theBrowser } from './story.ts'

const staff = ['nora', 'sam', 'kofi', 'ada', 'amara'] as const
const patients = ['maria', 'aisha'] as const
const seats = [
  ...staff.map((name) => ({ name, reader: 'staff' as const })),
  ...patients.map((name) => ({ name, reader: 'patient' as const })),
]

let clinic: Clinic
const checks = inspector()

before(async () => {
  clinic = await openClinic()
})
after(() => clinic.stop())

async function inSeat(seat: string): Promise<BrowserContext> {
  const context = await (await theBrowser()).newContext({ baseURL: clinic.url })
  await context.addCookies([{ name: 'fd', value: `${seat}.test`, url: clinic.url }])
  return context
}

/** Runs with a page in a seat, and looks at what it then shows. */
async function shown(seat: string, as: string, go: (page: Page) => Promise<void>): Promise<void> {
  const context = await inSeat(seat)
  const page = await context.newPage()
  const from = checks.faults.length
  await go(page)
  await checks.look(page, as)
  await context.close()
  deepEqual(checks.faults.slice(from), [])
}

for (const seat of seats) {
  test(`every page that ${seat.name} can reach is whole`, async () => {
    const context = await inSeat(seat.name)
    const from = checks.faults.length
    const kinds = await crawl(context, seat, checks)
    await context.close()
    deepEqual([...new Set(checks.faults.slice(from))], [])
    ok(kinds.length > 5, `only ${kinds.join(', ')}`)
  })
}

test('a form sent empty says what to put right, on a page as whole as others', async () => {
  const context = await inSeat('nora')
  const page = await context.newPage()
  const from = checks.faults.length
  for (const address of await formsOf(page)) {
    await page.goto(address)
    const name = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    const form = page.locator(`form[name="${name}"]`)
    // What is offered may be a page to print as well.
    if ((await form.count()) === 0) continue
    const sent = page.waitForResponse((one) => one.request().method() === 'POST')
    await form.locator('button[type=submit], button:not([type])').first().click()
    const answer = await sent
    equal(answer.status(), 422, `${name}: ${answer.status()}`)
    checks.faults.push(...markupFaults(await answer.text()).map((fault) => `${name}: ${fault}`))
    await page.locator('#error-summary').waitFor()
    await checks.look(page, `422 of ${name}`)
  }
  await context.close()
  deepEqual(checks.faults.slice(from), [])
})

/** One form of every kind that Nora is offered, as the crawl found them. */
async function formsOf(page: Page): Promise<readonly string[]> {
  const places = ['/orders/place-order', '/catalogue/add-catalogue-item']
  for (const list of ['/catalogue', '/orders', '/patients']) {
    await page.goto(list)
    await page.getByRole('main').locator('table a').first().click()
    const links = page.getByRole('main').locator('a.offer')
    for (const link of await links.all()) places.push((await link.getAttribute('href')) ?? '')
  }
  return places.filter((address) => /\/[a-z-]+$/.test(address) && !address.endsWith('/events'))
}

test('the pages of a command are whole: done, refused, and under way', async () => {
  await shown('sam', 'a command that is done', async (page) => {
    await openWallet(page, 'Maria', 'Santos')
    await page.getByRole('link', { name: 'Top up the wallet' }).click()
    await recordTopUp(page, { amount: '5', method: 'Cash' })
    await page.locator('[data-state=succeeded]').waitFor()
  })
  await shown('sam', 'a command that was refused', async (page) => {
    await orderFor(page, 'Aisha Rahman')
    await fillBasket(page, [{ item: 'Support socks M', quantity: 1 }])
    await page.getByRole('button', { name: 'Send it all the same' }).click()
    await page.locator('[data-state=rejected]').waitFor()
  })
  await shown('nora', 'a command under way', async (page) => {
    await page.goto('/processes?state=stuck')
    await page.getByRole('main').locator('table a').first().click()
    await page.getByRole('link', { name: 'The command that began it' }).click()
    await page.locator('[data-state=in-progress]').waitFor()
  })
})

for (const [status, seat, address] of [
  [404, 'sam', '/nothing-here'],
  [404, 'sam', '/commands/01a00000-0000-7000-8000-000000000000'],
  [403, 'kofi', '/ledger'],
  [404, 'maria', '/patients/01a00000-0000-7000-8000-000000000000'],
  [200, 'sam', '/styleguide'],
] as const) {
  test(`the page of the answer ${status} to ${seat} at ${address} is whole`, async () => {
    await shown(seat, `${status} ${address}`, async (page) => {
      const answer = await page.goto(address)
      equal(answer?.status(), status)
      deepEqual(markupFaults((await answer?.text()) ?? ''), [])
    })
  })
}

/** Sends the form that is open in place, and says what the page then is that it came to. */
async function sentInVain(page: Page, button: string): Promise<{ status: number; html: string }> {
  const sent = page.waitForResponse((one) => one.request().method() === 'POST')
  await page.getByRole('main').getByRole('button', { name: button }).click()
  const answer = await sent
  await page.locator('[data-problem]').waitFor()
  return { status: answer.status(), html: await answer.text() }
}

test('the page that says that something was changed meanwhile is whole', async () => {
  await shown('nora', '409 changed', async (page) => {
    await page.goto('/catalogue')
    await page.getByRole('link', { name: 'Crutches' }).click()
    await page.getByRole('link', { name: 'Withdraw from sale' }).click()
    const other = await page.context().newPage()
    await other.goto(page.url())
    for (const form of [other, page]) await form.getByRole('textbox').fill('Recalled by the maker')
    await other.getByRole('button', { name: 'Withdraw the item' }).click()
    await other.locator('[data-state=succeeded]').waitFor()
    const { status, html } = await sentInVain(page, 'Withdraw the item')
    equal(status, 409)
    deepEqual(markupFaults(html), [])
    ok(await page.getByText('The item was withdrawn from sale: Recalled by the maker').isVisible())
  })
})

test('the page that says that somebody else sits here now is whole', async () => {
  await shown('sam', '409 other actor', async (page) => {
    await page.goto('/patients/register-patient')
    await page.context().addCookies([{ name: 'fd', value: 'nora.test', url: clinic.url }])
    const { status, html } = await sentInVain(page, 'Register')
    equal(status, 409)
    deepEqual(markupFaults(html), [])
  })
})

test('a statement is printed without what only a screen needs', async () => {
  await shown('maria', 'a statement', async (page) => {
    await page.goto('/')
    await page.locator('a[rel=wallet]').first().click()
    await page.getByRole('link', { name: 'Statement', exact: true }).click()
    await page.emulateMedia({ media: 'print' })
    equal(await page.getByRole('complementary', { name: 'Demo clinic' }).isVisible(), false)
    equal(await page.locator('form[name=statement-days]').isVisible(), false)
    ok(await page.locator('.letterhead').isVisible())
    await page.emulateMedia({ media: 'screen' })
  })
})
