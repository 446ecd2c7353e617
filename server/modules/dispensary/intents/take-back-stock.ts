import * as z from 'zod'
import { idOf } from '#kernel/event.ts'
import { fromProcess } from '#kernel/from-process.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { dayOf } from '#values/local-time.ts'
import { item } from '../deciders/item.ts'
import { lotKey, lotOf, piecesOf } from '../deciders/item-shelf.ts'
import type { ListedItem } from '../deciders/item-state.ts'
import type { LotPick } from '../events/fulfilment-events.ts'
import { handedOutTo } from '../projections/shelf-queries.ts'
import { isGood } from '../rules/first-out.ts'
import { itemRefusals } from '../words/item-words.ts'

type TakenBack = {
  order: string
  quantity: number
  /** The lot on the pack; where it is empty, of those handed out to the order, the last first. */
  lot: string
  condition: 'sealed' | 'opened'
}

/**
 * Takes pieces back that were handed out with an order: sealed ones are on the shelf again, opened ones
 * are written off at once, and so is what expired or was recalled meanwhile.
 */
export const takeBackStock = intent({
  name: 'take-back-stock',
  title: 'Take back onto the shelf',
  submit: 'Take back',
  doing: 'Taking it back',
  done: 'Taken back',
  notDone: 'Not taken back',
  on: item,
  by: { system: 'clinic' },
  staleAfter: [],
  fields: fromProcess<TakenBack>({
    order: z.uuid(),
    quantity: z.int().min(0),
    lot: z.string(),
    condition: z.enum(['sealed', 'opened']),
  }),
  reads: ({ target, data }: Asking<TakenBack>) => ({
    clinic: clinicSettings(),
    handed: handedOutTo(idOf(target), data?.order ?? ''),
  }),
  needs: (state) => (state.status === 'none' ? refuse('no-item') : undefined),
  decide(state, { data, at, facts }) {
    if (state.status === 'none') return refuse('no-item')
    const { order, quantity, condition } = data
    const lot = lotKey(state, data.lot)
    const out = (facts.handed ?? []).filter((one) => lot === '' || one.lot === lot)
    const left = piecesOf(out)
    if (quantity > left) return refuse('over', { left, asked: quantity, name: state.name })
    const today = dayOf(at, facts.clinic?.zone ?? 'UTC')
    return takenFrom(out.toReversed(), quantity).flatMap((one) => {
      const why = whyNotSold(state, one.lot, condition, today)
      const returned = { order, ...one, toShelf: why === undefined }
      return [
        { type: 'StockReturned', data: returned } as const,
        ...(why ? [{ type: 'StockWrittenOff', data: { ...one, reason: why } } as const] : []),
      ]
    })
  },
  refusals: {
    ...itemRefusals,
    over: 'Only {left} {name} of this order can still come back, {asked} were given. Check the order.',
  },
  next: [],
})

/** That many pieces, of the first lots first. */
function takenFrom(lots: readonly LotPick[], quantity: number): readonly LotPick[] {
  const taken: LotPick[] = []
  let left = quantity
  for (const { lot, quantity: there } of lots) {
    const part = Math.min(left, there)
    if (part > 0) taken.push({ lot, quantity: part })
    left -= part
  }
  return taken
}

function whyNotSold(state: ListedItem, lot: string, condition: string, today: string) {
  if (condition === 'opened') return 'Came back opened'
  const found = lotOf(state, lot)
  if (!found || isGood(found, today)) return undefined
  return found.recalled ? 'Came back of a recalled lot' : 'Came back past its last good day'
}
