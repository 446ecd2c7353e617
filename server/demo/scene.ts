import type { NewCommand } from '#kernel/command.ts'
import type { ItemForSale, PickRow } from '#modules/dispensary/published.ts'
import type { Collector } from '#modules/people/published.ts'
import type { WalletRow } from '#modules/wallets/published.ts'

/** An order that the demo may work on by itself. Times in ms. */
export type BenchOrder = {
  readonly id: string
  readonly patient: string
  readonly state: 'confirmed' | 'preparing' | 'ready'
  readonly claimedAt: number
  readonly readyAt: number
  /** What is to be picked for it, while it is prepared. */
  readonly picks: readonly PickRow[]
  /** Who may collect it for the patient, once it is ready. */
  readonly collectors: readonly Collector[]
}

/** What the demo sees when it is about to do something by itself. Times in ms. */
export type Scene = {
  readonly at: number
  readonly receptionist: string
  readonly dispenser: string
  /** Somebody without a story, and their wallet. */
  readonly patient: string
  readonly wallet: WalletRow
  readonly items: readonly ItemForSale[]
  /** Open orders of people without a story that may be worked on, oldest first. */
  readonly orders: readonly BenchOrder[]
}

/** Something to be done; without a target it makes an order. */
export type Doing = Pick<NewCommand, 'intent' | 'actor' | 'data'> & { readonly target?: string }

/** Something that may be done, and how likely it is beside the rest. */
export type Chance = { readonly weight: number; readonly doing: Doing }
