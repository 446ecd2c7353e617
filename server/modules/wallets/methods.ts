import type { Method } from './events.ts'

/** How money is paid in. */
export const methods: readonly { readonly value: Method; readonly text: string }[] = [
  { value: 'cash', text: 'Cash' },
  { value: 'card', text: 'Card' },
  { value: 'transfer', text: 'Bank transfer' },
]
