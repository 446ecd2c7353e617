import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts'
import type { LotPick, PickedLine } from '../events/fulfilment-events.ts'
import type { LineToPick, PickableLot } from '../projections/pick-queries.ts'
import { takenInTurn } from './first-out.ts'

/** A row of the form: so many pieces of one lot, or why pieces are missing. */
export type PickRow = {
  readonly item: string
  readonly lot: string
  readonly quantity: number
  readonly 'short-reason': string
}

/** What is typed for an order that is there as a whole: of each line the lots that expire first. */
export function firstExpiredFirstOut(
  lines: readonly LineToPick[],
  lots: readonly PickableLot[],
): readonly PickRow[] {
  return lines.flatMap(({ item, quantity, lotted }) => {
    if (!lotted) return [{ item, lot: '', quantity, 'short-reason': '' }]
    const picks = takenInTurn(
      quantity,
      lots.filter((one) => one.item === item),
    )
    const rows = picks.map((pick) => ({ item, ...pick, 'short-reason': '' }))
    return rows.length > 0 ? rows : [{ item, lot: '', quantity: 0, 'short-reason': '' }]
  })
}

/** The rows as what was picked for each line, or why they cannot be. */
export function pickedLines(
  lines: readonly LineToPick[],
  rows: readonly PickRow[],
): readonly PickedLine[] | Refusal {
  const stray = rows.find(({ item }) => !lines.some((line) => line.item === item))
  if (stray) return refuse('not-ordered')
  const picked: PickedLine[] = []
  for (const line of lines) {
    const found = pickedLine(
      line,
      rows.filter(({ item }) => item === line.item),
    )
    if (isRefusal(found)) return found
    picked.push(found)
  }
  return picked.some(({ lots }) => lots.length > 0) ? picked : refuse('all-short')
}

function pickedLine(line: LineToPick, rows: readonly PickRow[]): PickedLine | Refusal {
  const { item, name, quantity } = line
  const there = rows.filter((row) => row.quantity > 0)
  if (line.lotted && there.some(({ lot }) => lot === '')) return refuse('lot-missing', { name })
  const sum = there.reduce((all, row) => all + row.quantity, 0)
  if (sum > quantity) return refuse('too-many', { name, n: quantity, picked: sum })
  const missing = quantity - sum
  const reason = rows.map((row) => row['short-reason']).find((one) => one !== '')
  if (missing > 0 && !reason) return refuse('why-short', { name, missing })
  return {
    item,
    lots: eachLotOnce(line, there),
    short: missing > 0 && reason ? { quantity: missing, reason } : null,
  }
}

function eachLotOnce({ lotted }: LineToPick, rows: readonly PickRow[]): readonly LotPick[] {
  const byLot = Map.groupBy(rows, ({ lot }) => (lotted ? lot : ''))
  return [...byLot].map(([lot, same]) => ({
    lot,
    quantity: same.reduce((sum, { quantity }) => sum + quantity, 0),
  }))
}
