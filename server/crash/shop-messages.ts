import type { NewCommand, Submission } from '#kernel/command.ts'

/** What clients ask of the shop's process, and what it tells them. */
export type ToShop = { readonly ask: number; readonly command: NewCommand }

export type FromShop =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly ask: number; readonly submission: Submission }
  | { readonly kind: 'defect'; readonly ask: number; readonly error: string }
