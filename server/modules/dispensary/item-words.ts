/** Refusals that several intents on an item share. */
export const itemRefusals = {
  'no-item': 'There is no such item in the catalogue. Look for it there, or add it.',
  withdrawn: '{name} is no longer sold, so nothing was changed. Choose another item.',
} as const
