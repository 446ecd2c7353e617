import { storyId } from '#kernel/story.ts'
import { machine, nora, sam } from './wallet-moves.ts'

/**
 * A wallet told the plainest way: every penny is a coin that is the person's own or the clinic's gift, in
 * the purse or in an envelope; taken coins are remembered by what they were taken for.
 */
export type Purse = {
  own: number
  gift: number
  isFrozen: boolean
  readonly envelopes: Map<string, number>
  readonly ended: Set<string>
  readonly lines: Map<string, { readonly taken: number; readonly gift: number; back: number }>
  readonly givenBack: Map<string, { readonly line: string; readonly amount: number; gift: number }>
  readonly movements: { readonly id: string; readonly kind: string; amount: number }[]
  readonly requests: { readonly id: string; readonly by: string; act: Act; isOpen: boolean }[]
}

/** What becomes of the purse, or false where it cannot be; `id` is the command's. */
export type Act = (purse: Purse, id: string) => boolean

/** Something that is asked for, and what it does to the purse. */
export type Step = {
  readonly intent: string
  readonly by: typeof sam
  data(purse: Purse): object
  readonly act: Act
}

/** How much is in the envelopes together. */
export const inEnvelopes = ({ envelopes }: Purse) =>
  [...envelopes.values()].reduce((sum, one) => sum + one, 0)
/** How much is in none. */
export const free = (purse: Purse) => purse.own + purse.gift - inEnvelopes(purse)
export const reason = 'So it was decided'

/** Nth of what there is, or something that is not there. */
export const nth = <T>(all: readonly T[], index: number): T | undefined =>
  all[index % (all.length + 1)]

export const topUp = (amount: number): Step => ({
  intent: 'top-up-wallet',
  by: sam,
  data: () => ({ amount, method: 'cash', reference: '', second: false }),
  act(purse, id) {
    purse.own += amount
    purse.movements.push({ id, kind: 'top-up', amount })
    return true
  },
})

export const hold = (number: number, amount: number): Step => ({
  intent: 'hold-money',
  by: machine,
  data: () => ({ hold: storyId(number), amount, for: { kind: 'order', id: storyId(number) } }),
  act(purse) {
    const id = storyId(number)
    if (purse.isFrozen || purse.ended.has(id)) return false
    if (purse.envelopes.has(id)) return purse.envelopes.get(id) === amount
    if (free(purse) < amount) return false
    purse.envelopes.set(id, amount)
    return true
  },
})

export const take = (number: number, amount: number): Step => ({
  intent: 'take-held-money',
  by: machine,
  data: () => ({ hold: storyId(number), amount }),
  act(purse) {
    const id = storyId(number)
    const inside = purse.envelopes.get(id)
    if (inside === undefined || amount > inside) return false
    const gift = Math.min(purse.gift, amount)
    purse.gift -= gift
    purse.own -= amount - gift
    purse.envelopes.delete(id)
    purse.ended.add(id)
    purse.lines.set(id, { taken: amount, gift, back: 0 })
    return true
  },
})

export const release = (number: number): Step => ({
  intent: 'release-held-money',
  by: machine,
  data: () => ({ hold: storyId(number), reason }),
  act(purse) {
    if (purse.envelopes.delete(storyId(number))) purse.ended.add(storyId(number))
    return true
  },
})

export const freeze = (isFrozen: boolean): Step => ({
  intent: isFrozen ? 'freeze-wallet' : 'unfreeze-wallet',
  by: nora,
  data: () => ({ reason, knowing: true }),
  act(purse) {
    if (purse.isFrozen === isFrozen) return false
    purse.isFrozen = isFrozen
    return true
  },
})

/** A purse in which nothing is. */
export function emptyPurse(): Purse {
  return {
    own: 0,
    gift: 0,
    isFrozen: false,
    envelopes: new Map(),
    ended: new Set(),
    lines: new Map(),
    givenBack: new Map(),
    movements: [],
    requests: [],
  }
}
