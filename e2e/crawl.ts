import type { BrowserContext, Page } from 'playwright'
import { accessFaults, layoutFaults, markupFaults } from './page-checks.ts'

/** How many pages of one kind are looked at for one seat. */
const ofAKind = 2
const kindsMax = 150

const id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** What kind of page an address is of: its things are all the same, and so are its questions. */
export function kindOf(address: string): string {
  const { pathname, searchParams } = new URL(address, 'http://clinic')
  const asked = [...new Set(searchParams.keys())].map((name) => name.replace(/-\d+$/, ''))
  const question = [...new Set(asked)].sort().join('&')
  const place = pathname.replaceAll(id, ':id').replaceAll(/\/\d+(?=\/|$)/g, '/:number')
  return place + (question ? `?${question}` : '')
}

/** Looks at pages in every way and gathers what is wrong with them. */
export type Inspector = {
  readonly faults: string[]
  /** Whether readers of this kind have not been shown such a page yet. */
  isNew(reader: Reader, kind: string): boolean
  look(page: Page, kind: string): Promise<void>
}

export type Reader = 'staff' | 'patient'

/** Checks pages; how they look depends on the kind of page and of reader, so each is looked at once. */
export function inspector(): Inspector {
  const faults: string[] = []
  const seen = new Set<string>()
  return {
    faults,
    isNew(reader, kind) {
      const before = seen.size
      return seen.add(`${reader} ${kind}`).size > before
    },
    async look(page, kind) {
      const found = [...(await layoutFaults(page)), ...(await accessFaults(page))]
      faults.push(...found.map((fault) => `${kind}: ${fault}`))
    },
  }
}

/** Follows every link from the first page, two pages of a kind; returns the kinds that were found. */
export async function crawl(
  context: BrowserContext,
  seat: { readonly name: string; readonly reader: Reader },
  checks: Inspector,
): Promise<readonly string[]> {
  const { faults } = checks
  const page = await context.newPage()
  listen(page, seat.name, faults)
  const kinds = new Map<string, number>()
  const titles = new Map<string, string>()
  const open = ['/']
  const known = new Set(open)
  for (let address = open.shift(); address !== undefined; address = open.shift()) {
    const kind = kindOf(address)
    const before = kinds.get(kind) ?? 0
    if (before >= ofAKind) continue
    kinds.set(kind, before + 1)
    if (kinds.size > kindsMax) throw new Error(`There is no end to the pages of ${seat.name}.`)
    const isNew = checks.isNew(seat.reader, kind)
    const answer = isNew ? await page.goto(address) : await context.request.get(address)
    const html = (await answer?.text()) ?? ''
    const found = [...faultsOf(answer?.status(), html), ...namesake(titles, kind, html)]
    faults.push(...found.map((fault) => `${seat.name} ${address}: ${fault}`))
    if (isNew) await checks.look(page, kind)
    for (const next of linksIn(html).filter((link) => !known.has(link))) {
      known.add(next)
      open.push(next)
    }
  }
  await page.close()
  return [...kinds.keys()]
}

function listen(page: Page, seat: string, faults: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${seat} ${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`${seat} ${page.url()}: ${error.message}`))
}

const faultsOf = (status: number | undefined, html: string): readonly string[] =>
  status === 200 ? markupFaults(html) : [`the answer is ${status}`]

/** Two kinds of pages under one title cannot be told apart in a row of tabs. */
function namesake(titles: Map<string, string>, kind: string, html: string): readonly string[] {
  // The page of a command may say the same as the page of what it was about.
  if (kind.startsWith('/commands')) return []
  const title = /<title>(.*?)<\/title>/s.exec(html)?.[1] ?? ''
  const place = kind.replace(/\?.*$/, '')
  const other = titles.get(title) ?? place
  titles.set(title, place)
  return other === place ? [] : [`it is titled "${title}", as ${other} is`]
}

function linksIn(html: string): readonly string[] {
  const links = [...html.matchAll(/<a [^>]*?href="(\/[^"#]*)/g)].map(([, link = '']) => link)
  const pages = links.filter((link) => !link.startsWith('/assets') && !link.includes('format=csv'))
  return [...new Set(pages.map((link) => link.replaceAll('&amp;', '&')))]
}
