import type { NewCommand } from '#kernel/command.ts'
import { patients } from './cast.ts'
import type { OrderBooks } from './order-books.ts'

/** A command as somebody sends it, and what it is to show. */
export type Asked = {
  readonly command: NewCommand
  /** Whoever asks has no right to it. */
  readonly isForbidden: boolean
  /** The same id was asked for before, with the same content or another. */
  readonly repeats: 'nothing' | 'same' | 'other'
}

/** What is known when something is asked. */
export type Circumstances = {
  readonly books: OrderBooks
  /** All that was asked so far. */
  readonly asked: readonly Asked[]
  readonly at: number
}

/** What is asked for, of what, whom it concerns, and by whom where it is somebody in particular. */
export type Aim = Pick<NewCommand, 'intent' | 'target' | 'data'> & {
  readonly person: number
  /** The id of a dispenser. */
  readonly by?: string
}

export const idAt = (list: readonly { readonly id: string }[], index: number) =>
  list[index % list.length]?.id ?? ''

export function nth<T>(list: readonly T[], index: number): T | undefined {
  return list[index % list.length]
}

export function personOf(id: unknown): number {
  return Math.max(
    0,
    patients.findIndex((one) => one.id === id),
  )
}

export const reason = 'So it was decided'
