import type { Page } from '#kernel/page.ts'
import { longDay } from '#values/local-time.ts'
import { itemsNamed } from '../projections/item-queries.ts'
import { lotsOf } from '../projections/shelf-queries.ts'
import { itemStream } from '../published.ts'
import { barcodeOf } from './barcode.ts'

/** Labels for the shelf: one with the item’s code, and one for each lot that is there; all to be scanned. */
export const lotLabelsPage: Page = {
  path: '/items/:id/labels',
  view: 'dispensary/lot-labels.njk',
  by: { dispenser: 'clinic', manager: 'clinic' },
  thing: 'item',
  async read(context) {
    const id = context.params['id'] ?? ''
    const [known] = await context.ask(itemsNamed([id], context.at))
    if (!known) return undefined
    const lots = (await context.ask(lotsOf(id))).filter(
      ({ onHand, recalled }) => onHand > 0 && recalled === 0,
    )
    const { code, name, unit } = known
    const shown = lots.map(({ lot, expires }) => ({
      ...{ code, name, unit, lot },
      until: expires ? longDay(expires) : '',
      barcode: barcodeOf(lot),
    }))
    return {
      title: `Labels for ${name}`,
      back: { rel: 'item', href: context.href(itemStream(id)), title: name },
      state: { id, code, lots: lots.map(({ lot }) => lot) },
      print: {
        labels: [{ code, name, unit, lot: '', until: '', barcode: barcodeOf(code) }, ...shown],
      },
    }
  },
}
