import * as z from 'zod'
import { idOf } from '#kernel/event.ts'
import { fromProcess } from '#kernel/from-process.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { dayOf, longDay } from '#values/local-time.ts'
import { item } from '../deciders/item.ts'
import { firstToExpire, lotOf, picksOf, piecesOf, reservedFor } from '../deciders/item-shelf.ts'
import type { ListedItem } from '../deciders/item-state.ts'
import type { LotPick } from '../events/fulfilment-events.ts'
import { handedOutTo } from '../projections/shelf-queries.ts'
import { isGood } from '../rules/first-out.ts'
import { itemRefusals, shelfRefusals } from '../words/item-words.ts'

/**
 * `quantity` is what lay in the bag when it was ready, where the order says so. `unpicked`: it was given
 * without being picked here, so it is of the lots that expire first.
 */
type Asked = { order: string; quantity?: number | undefined; unpicked?: boolean | undefined }

/**
 * Takes what lies in an order's bag off the shelf for good; its reservation is consumed. Undone by
 * taking the same pieces back.
 */
export const handOutStock = intent({
  name: 'hand-out-stock',
  title: 'Hand out from the shelf',
  submit: 'Hand out',
  doing: 'Taking it off the shelf',
  done: 'Taken off the shelf',
  notDone: 'Not handed out',
  on: item,
  by: { system: 'clinic' },
  staleAfter: [],
  fields: fromProcess<Asked>({
    order: z.uuid(),
    quantity: z.int().min(1).optional(),
    unpicked: z.boolean().optional(),
  }),
  reads: ({ target, data }: Asking<Asked>) => ({
    clinic: clinicSettings(),
    handed: handedOutTo(idOf(target), data?.order ?? ''),
  }),
  needs: (state) => (state.status === 'none' ? refuse('no-item') : undefined),
  decide(state, { data: { order, quantity: asked = 0, unpicked }, at, facts }) {
    if (state.status === 'none') return refuse('no-item')
    const { name } = state
    const reserved = reservedFor(state, order)
    // Asked again once it is gone, it is answered as the first time.
    if (reserved === 0 && piecesOf(facts.handed ?? []) > 0) return []
    const today = dayOf(at, facts.clinic?.zone ?? 'UTC')
    const bag = bagOf(state, order)
    const lots = unpicked && bag.length === 0 ? firstToExpire(state, reserved, today) : bag
    const quantity = piecesOf(lots)
    if (quantity === 0) return refuse('not-picked', { name })
    // A count may have taken some out of the bag since: what is not there must not be paid either.
    if (quantity < asked) return refuse('bag-short', { left: quantity, asked, name })
    const bad = lots.find(({ lot }) => !isGood(known(state, lot), today))
    if (bad) return notGood(state, bad.lot)
    const rest = reserved - quantity
    return [
      ...(rest > 0 ? ([{ type: 'StockReleased', data: { order, quantity: rest } }] as const) : []),
      { type: 'StockHandedOut', data: { order, quantity, lots } },
    ]
  },
  undoneBy: 'take-back-stock',
  receipt(events, { order }) {
    const handed = events.find(({ type }) => type === 'StockHandedOut')
    const quantity = handed ? handed.data.quantity : 0
    // Of whichever lots it was: an empty lot stands for those that were handed out last.
    return { order, quantity, lot: '', condition: 'sealed' }
  },
  refusals: { ...itemRefusals, ...shelfRefusals },
  next: [],
})

/** What lies in the bag; what does not come in lots need not be picked by lot before it is handed out. */
function bagOf(state: ListedItem, order: string): readonly LotPick[] {
  const picks = picksOf(state, order)
  const quantity = reservedFor(state, order)
  return picks.length > 0 || state.lotted || quantity === 0 ? picks : [{ lot: '', quantity }]
}

function known(state: ListedItem, lot: string) {
  return lotOf(state, lot) ?? { expires: null, onHand: 0, recalled: false }
}

function notGood(state: ListedItem, lot: string) {
  const { name } = state
  const { expires, recalled } = known(state, lot)
  if (recalled || expires === null) return refuse('recalled-lot', { lot, name })
  return refuse('expired-lot', { lot, day: longDay(expires), name })
}
