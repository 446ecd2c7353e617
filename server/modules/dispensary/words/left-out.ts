import type { LeftOut } from '../events/fulfilment-events.ts'

/** Why a line stayed here though it lay ready, for whoever was to have it. */
export function whyLeftOut({ code, lot }: Pick<LeftOut, 'code' | 'lot'>): string {
  return code === 'recalled-lot'
    ? `lot ${lot} was recalled while the order was being handed over`
    : `lot ${lot} had passed its last good day`
}

/** What stayed here, and why: "2 Cream stayed here: lot L2 was recalled …". */
export function stayedHere(line: LeftOut & { readonly name: string }): string {
  return `${line.quantity} ${line.name} stayed here: ${whyLeftOut(line)}.`
}
