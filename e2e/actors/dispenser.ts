import { randomUUID } from 'node:crypto'
import type { Locator, Page } from 'playwright'
import { expect } from 'playwright/test'
import { listed, type Machine, pick, takeSeat } from '../doors/machine.ts'

/** One order as it is phoned in: for whom, and what. */
export type Wanted = {
  readonly patient: string
  readonly item: string
  readonly quantity: number
}

/** A person or an item of the lists, by its name. */
async function named(desk: Machine, relation: string, name: string) {
  const list = await (await desk.client.follow(relation)).get()
  const found = (await listed(list)).find(({ data }) => data.name === name)
  if (!found) throw new Error(`Nobody and nothing is called ${name}`)
  return (await found.follow('self').get()).data
}

async function send(desk: Machine, path: string, fields: Readonly<Record<string, string>>) {
  const own = { 'command-id': randomUUID(), actor: desk.actor }
  const answer = await desk.send(path, { ...own, ...fields }, { prefer: 'wait=10' })
  expect(pick(answer.body, 'state'), answer.text).toBe('succeeded')
  return own['command-id']
}

/** Takes orders at the machines' door, with money enough for each; answers their numbers. */
export async function takeOrders(url: string, wanted: readonly Wanted[]): Promise<number[]> {
  const desk = await takeSeat(url, 'sam')
  const people = new Map<string, string>()
  for (const name of new Set(wanted.map(({ patient }) => patient))) {
    const { id } = await named(desk, 'patients', name)
    people.set(name, id)
    const paid = { intent: 'top-up-wallet', amount: '100', method: 'cash' }
    await send(desk, `/wallets/${id}`, paid)
  }
  const items = new Map<string, { readonly id: string; readonly pence: number }>()
  for (const name of new Set(wanted.map(({ item }) => item))) {
    const { id, price } = await named(desk, 'catalogue', name)
    items.set(name, { id, pence: price.minor })
  }
  const numbers: number[] = []
  for (const { patient, item, quantity } of wanted) {
    const { id: what = '', pence = 0 } = items.get(item) ?? {}
    const total = ((pence * quantity) / 100).toFixed(2)
    const line = { 'item-1': what, 'quantity-1': String(quantity), total }
    const whose = { intent: 'place-order', patient: people.get(patient) ?? '' }
    const id = await send(desk, '/orders', { ...whose, ...line })
    numbers.push(Number(pick((await desk.ask(`/orders/${id}`)).body, 'number')))
  }
  return numbers
}

/** An order's row on the bench, which is open. */
export const rowOf = (page: Page, number: number): Locator => page.locator(`#order-${number}`)

/** Claims an order from its row. */
export async function startOrder(page: Page, number: number): Promise<void> {
  await page.goto('/queue')
  await rowOf(page, number).getByRole('button', { name: 'Start' }).click()
  await page.locator('[data-state=succeeded]').waitFor()
}

/** Scans what stands on a label or a screen: a scanner types it and ends with Enter. */
export async function scan(page: Page, scanned: string): Promise<void> {
  await page.goto('/queue')
  const field = page.getByRole('textbox', {
    name: 'Order number, collection code, item code or lot',
  })
  await field.fill(scanned)
  await field.press('Enter')
}

/** Sends the form of what was picked, which is open, as the shelf proposes it; answers the code. */
export async function markReady(page: Page, shelf: string): Promise<string> {
  await page.getByRole('textbox', { name: 'Collection shelf' }).fill(shelf)
  await page.getByRole('button', { name: 'Mark it ready' }).click()
  await page.locator('[data-state=succeeded]').waitFor()
  const words = (await page.getByText(/Its code is \d{3} \d{3}/).textContent()) ?? ''
  return /\d{3} \d{3}/.exec(words)?.[0] ?? ''
}

/** Sends the form of a hand-over, which is open, once the name and the birth date were checked. */
export async function handOver(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: 'I checked name and birth date' }).check()
  await page.getByRole('button', { name: 'Hand it over' }).click()
  await page.locator('[data-state=succeeded]').waitFor()
}
