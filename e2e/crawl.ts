import type { BrowserContext, Page } from 'playwright'
import { accessFaults, layoutFaults, markupFaults } from './page-checks.ts'

/** How many pages of one kind are looked at for one seat. */
const ofAKind = 2
const pagesMax = 150

const id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** What kind of page an address is of: its things are all the same, and so are its questions. */
export function kindOf(address: string): string {
  const { pathname, searchParams } = new URL(address, 'http://clinic')
  const asked = [...new Set(searchParams.keys())].map((name) => name.replace(/-\d+$/, ''))
  const question = [...new Set(asked)].sort().join('&')
  return pathname.replaceAll(id, ':id') + (question ? `?${question}` : '')
}

/** Looks at a page in every way and says what is wrong with it. */
export type Inspector = { readonly faults: string[]; look(page: Page, as: string): Promise<void> }

/**
 * Checks pages. What axe has to say depends on the kind of page and of reader, not on the seat, so each
 * kind is shown to it once for staff and once for patients.
 */
export function inspector(): Inspector {
  const faults: string[] = []
  const seen = new Set<string>()
  return {
    faults,
    async look(page, as) {
      const body = (await page.locator('body').getAttribute('class')) ?? ''
      const found = await layoutFaults(page)
      if (!seen.has(`${body} ${as}`)) found.push(...(await accessFaults(page)))
      seen.add(`${body} ${as}`)
      faults.push(...found.map((fault) => `${as}: ${fault}`))
    },
  }
}

/** Follows every link from the first page, two pages of a kind, and looks at each. */
export async function crawl(
  context: BrowserContext,
  seat: string,
  { faults, look }: Inspector,
): Promise<readonly string[]> {
  const page = await context.newPage()
  const kinds = new Map<string, number>()
  const titles = new Map<string, string>()
  const open = ['/']
  const known = new Set(open)
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${seat} ${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`${seat} ${page.url()}: ${error.message}`))
  for (let address = open.shift(); address !== undefined; address = open.shift()) {
    const kind = kindOf(address)
    const before = kinds.get(kind) ?? 0
    if (before >= ofAKind) continue
    kinds.set(kind, before + 1)
    if (kinds.size > pagesMax) throw new Error(`There is no end to the pages of ${seat}.`)
    const as = `${seat} ${kind}`
    const answer = await page.goto(address)
    if (answer?.status() !== 200) faults.push(`${as}: ${answer?.status()} at ${address}`)
    faults.push(...markupFaults((await answer?.text()) ?? '').map((fault) => `${as}: ${fault}`))
    await look(page, kind)
    const title = await page.title()
    const namesake = titles.get(title)
    // The page of a command may say the same as the page of what it was about.
    const isNew = kind.startsWith('/commands') || namesake === undefined
    if (!isNew && namesake !== basic(kind)) faults.push(`${as} is titled as ${namesake}: ${title}`)
    if (!kind.startsWith('/commands')) titles.set(title, basic(kind))
    for (const next of await linksOn(page)) {
      if (known.has(next)) continue
      known.add(next)
      open.push(next)
    }
  }
  await page.close()
  return [...kinds.keys()]
}

const basic = (kind: string) => kind.replace(/\?.*$/, '')

async function linksOn(page: Page): Promise<readonly string[]> {
  const links = await page
    .locator('a[href^="/"]')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
  return links.filter((link) => !link.startsWith('/assets') && !link.includes('format=csv'))
}
