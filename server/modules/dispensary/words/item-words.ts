/** Refusals that several intents on an item share. */
export const itemRefusals = {
  'no-item': 'There is no such item in the catalogue. Look for it there, or add it.',
  withdrawn: '{name} is no longer sold, so nothing was changed. Choose another item.',
} as const

/** Refusals of what an order takes from the shelf. */
export const shelfRefusals = {
  'not-reserved':
    '{reserved} {name} are reserved for this order, {asked} were picked. Pick {reserved}, or say that the rest is short.',
  'expired-lot': 'Lot {lot} of {name} was good until {day}. Pick another lot.',
  'recalled-lot': 'Lot {lot} of {name} was recalled and must not be handed out. Pick another lot.',
  'lot-short':
    'Of {lot} there are {left} on the shelf, not {asked}. Pick the rest from another lot, or say why it is missing.',
  'bag-short':
    'Of {name} only {left} lie ready for this order, not {asked}: a count found fewer. Pick it anew, or say that the rest is short.',
  'not-picked': 'No {name} lies ready for this order. Pick it from the shelf first.',
} as const
