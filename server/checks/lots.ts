import type { Envelope } from '#kernel/event.ts'
import type { ItemEvents } from '#modules/dispensary/published.ts'
import { dayOf } from '#values/local-time.ts'
import { check, type Report } from './check.ts'

type Lots = {
  zone: string
  /** The items that come in lots: of others no last day counts. */
  readonly items: Set<string>
  /** The last good day of each lot, by the item's stream and the lot. */
  readonly lastDays: Map<string, string>
  readonly recalled: Set<string>
}

function checkLots(
  { zone, lastDays, recalled }: Lots,
  event: Envelope<Extract<ItemEvents, { readonly type: 'StockHandedOut' }>>,
  report: Report,
): void {
  const today = dayOf(event.at, zone)
  for (const { lot } of event.data.lots) {
    const key = `${event.stream} ${lot}`
    const lastDay = lastDays.get(key)
    if (lastDay !== undefined && lastDay < today) {
      report(event, `a lot that is good on ${today}`, `${lot}, good until ${lastDay}`)
    }
    if (recalled.has(key)) report(event, 'a lot that was not recalled', lot)
  }
}

/** S4: on the day it is handed out, a lot has neither expired nor been recalled. */
export const lotsWereGood = check<Lots>({
  id: 'S4',
  title: 'Nothing was handed out of a lot that had expired or was recalled',
  types: [
    'ClinicSetUp',
    'ClinicChanged',
    'ItemAdded',
    'StockReceived',
    'LotRecalled',
    'StockHandedOut',
  ],
  begin: () => ({ zone: 'Etc/UTC', items: new Set(), lastDays: new Map(), recalled: new Set() }),
  take(state, stored, report) {
    const { zone } = stored.data as { readonly zone?: string }
    if (zone !== undefined) state.zone = zone
    const event = stored as Envelope<ItemEvents>
    switch (event.type) {
      case 'ItemAdded':
        if (event.data.lots) state.items.add(event.stream)
        return
      case 'StockReceived': {
        const { lot, expires } = event.data
        const counts = expires !== null && state.items.has(event.stream)
        if (counts) state.lastDays.set(`${event.stream} ${lot}`, expires)
        return
      }
      case 'LotRecalled':
        state.recalled.add(`${event.stream} ${event.data.lot}`)
        return
      case 'StockHandedOut':
        return checkLots(state, event as never, report)
    }
  },
})
