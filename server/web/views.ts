import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import nunjucks from 'nunjucks'
import {
  dateParts,
  errorLinks,
  formParts,
  hasMoreLines,
  inGroups,
  nativeHints,
  radioItems,
  selectItems,
} from '#web/form-views.ts'
import { asRows, type BarPart, shares } from '#web/money-bar.ts'
import { tickItems } from '#web/tick-views.ts'

export type Views = {
  /** Renders a template named from `views/`, such as `dispensary/order-page.njk`. Throws on anything undefined that is printed. */
  render(template: string, data: object): string
}

export type ViewsSettings = {
  /** The folder `views`, as an absolute path. */
  folder: string
  /** The folder `public`, as an absolute path; served at `/assets`. */
  assetsFolder: string
  /** The folder `dist` of govuk-frontend, whose macros ours wrap. */
  componentsFolder: string
}

const root = join(import.meta.dirname, '..', '..')

/** Where the templates, the assets and the components beneath them lie in this project. */
export const projectFolders: ViewsSettings = {
  folder: join(root, 'views'),
  assetsFolder: join(root, 'public'),
  componentsFolder: join(root, 'node_modules', 'govuk-frontend', 'dist'),
}

const numberWords = [
  'Nothing',
  'One',
  'Two',
  'Three',
  'Four',
  'Five',
  'Six',
  'Seven',
  'Eight',
  'Nine',
]

function thingsToPutRight(count: number): string {
  const word = numberWords[count] ?? String(count)
  return `${word} ${count === 1 ? 'thing' : 'things'} to put right`
}

// Pages hand in money already written out; a bare number here would be a page that forgot to.
function money(amount: { text: string }): string {
  if (typeof amount?.text !== 'string')
    throw new TypeError(`not an amount: ${JSON.stringify(amount)}`)
  return amount.text
}

const areShort = (options: ReadonlyArray<{ text: string; hint?: string }>): boolean =>
  options.length <= 3 && options.every((option) => option.text.length <= 16 && !option.hint)

const dialled = (phone: string): string => phone.replaceAll(/[^\d+]/g, '')

/**
 * An address for a file of `public/` that changes when the file does, so that browsers may keep it
 * for a year. Files are read once.
 */
function createAssetLinks(folder: string): (name: string) => string {
  const links = new Map<string, string>()
  return (name) => {
    const known = links.get(name)
    if (known) return known
    const file = join(folder, name)
    if (!existsSync(file)) throw new Error(`no such asset: ${name}`)
    const hash = createHash('sha256').update(readFileSync(file)).digest('base64url').slice(0, 10)
    const link = `/assets/${name}?v=${hash}`
    links.set(name, link)
    return link
  }
}

/**
 * Makes the renderer of pages: everything printed is escaped, printing something undefined throws,
 * and a template is compiled once.
 */
export function createViews({ folder, assetsFolder, componentsFolder }: ViewsSettings): Views {
  const loader = new nunjucks.FileSystemLoader([folder, componentsFolder])
  const environment = new nunjucks.Environment(loader, {
    autoescape: true,
    throwOnUndefined: true,
    trimBlocks: true,
    lstripBlocks: true,
  })
  const filters = {
    money,
    thingsToPutRight,
    areShort,
    dialled,
    dateParts,
    errorLinks,
    formParts,
    tickItems,
    hasMoreLines,
    inGroups,
    nativeHints,
    radioItems,
    selectItems,
    shares: (parts: readonly BarPart[]) => shares(parts),
    asRows: (parts: readonly BarPart[]) => asRows(parts),
  }
  for (const [name, filter] of Object.entries(filters)) environment.addFilter(name, filter)
  environment.addGlobal('asset', createAssetLinks(assetsFolder))
  return { render: (template, data) => environment.render(template, data) }
}
