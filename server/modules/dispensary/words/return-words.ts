/** Why something that was handed over is not taken back. The last ones come from the wallet and the shelf. */
export const returnRefusals = {
  'not-yet': 'This order is not handed over yet, so nothing can come back. Cancel it instead.',
  'no-line': 'That is not in this order. Choose one of its lines.',
  'all-back': 'Everything in this order came back already. Open it to see when.',
  'not-returnable':
    '{name} cannot be taken back once handed over. If something is wrong with it, have it made again.',
  over: 'Only {left} {name} can still come back, {asked} were given. Enter {left} or fewer.',
  'too-late': 'The 28 days ended on {until:day}. A manager can still allow it.',
  self: 'Nobody takes back their own order. Ask a colleague to do it.',
  declined: 'The refund was declined, so nothing was taken back. Ask the manager why.',
  'asked-already':
    'A refund of this order waits for a second person already. Wait for that, or have it declined.',
  'not-open': 'There is no wallet to refund to any more. Exchange it, or ask a manager.',
  undone: 'The return was undone: nothing came back and nothing was refunded. Begin it again.',
} as const
