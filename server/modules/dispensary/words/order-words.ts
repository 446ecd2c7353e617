import { standingWords } from './order-standing.ts'

/**
 * Why an order does not go through, for the person who placed it. The first half of the codes come
 * from the shelf and the wallet; a process hands them on with their facts.
 */
export const denialWords = {
  'short-money':
    '{needed:money} is needed, {available:money} is free in the wallet: {gap:money} short. Nothing was charged and nothing is held. Top up {gap:money} and order again.',
  'short-stock':
    '{left} {name} left, {asked} were asked for. Nothing was charged and nothing is held. Order fewer, or wait for more.',
  'price-changed':
    '{name} has a new price. The order now comes to {total:money}; {accepted:money} was agreed. Nothing was charged. Order at this price?',
  withdrawn: '{name} is no longer sold. Nothing was charged. Choose something else.',
  max: 'At most {n} {name} in one order. Nothing was charged. Order {n}, and the rest another time.',
  frozen:
    'The wallet is frozen since {since:day}, so nothing new can be held. Nothing was charged. Ask a manager.',
  'not-open':
    'There is no wallet yet, so nothing can be held. Nothing was charged. Ask at the desk to open one.',
  'not-held':
    'The money that was held for it was released by hand meanwhile. Nothing was charged and nothing is held. Order again.',
  undone: 'The clinic stopped the order and undid it. Nothing was charged and nothing is held.',
} as const

/** Words where a step was refused with a code that is not known here. */
export const otherDenialWords =
  'It was refused ({code}). Nothing was charged and nothing is held. Ask at the desk.'

/** A short headline for each reason, to stand after "Not ordered:". */
export const denialHeadlines: Readonly<Record<string, string>> = {
  'short-money': '{gap:money} short',
  'short-stock': 'not enough {name}',
  'price-changed': 'the price has changed',
  withdrawn: '{name} is no longer sold',
  max: 'too many {name}',
  frozen: 'the wallet is frozen',
  'not-open': 'there is no wallet',
  'not-held': 'the money was released',
  undone: 'the clinic stopped it',
  cancelled: 'it was cancelled',
}

const advice: Readonly<Record<string, string>> = {
  'short-money':
    '{needed:money} is needed, {available:money} is free in the wallet. Top up {gap:money} first.',
  'short-stock': '{left} {name} left, {asked} were asked for. Order fewer, or wait for more.',
  'price-changed': 'A price has just changed. Look at the new total first.',
  withdrawn: '{name} is no longer sold. Choose something else.',
  max: 'At most {n} {name} in one order. Order {n}, and the rest another time.',
  frozen: 'Nothing new can be held since {since:day}. Ask a manager.',
  'not-open': 'There is nothing to hold money in. Ask at the desk.',
}

/** What to do about an order that would be denied, before anything was done. */
export function adviceFor(code: string): string {
  return Object.hasOwn(advice, code) ? (advice[code] ?? '') : 'Ask at the desk.'
}

/** The words for a denial's code. */
export function wordsOfDenial(code: string): string {
  return Object.hasOwn(denialWords, code)
    ? denialWords[code as keyof typeof denialWords]
    : otherDenialWords
}

/** Refusals that several intents on an order share. */
export const orderRefusals = {
  ...standingWords,
  confirmed: 'The order is confirmed already. Open it to see how far it is.',
} as const

export const cancelReasons = [
  { value: 'not-needed', text: 'Not needed any more' },
  { value: 'mistake', text: 'Ordered by mistake' },
  { value: 'elsewhere', text: 'Got it elsewhere' },
  { value: 'too-long', text: 'Takes too long' },
  { value: 'other', text: 'Another reason' },
] as const

/** Why a line is not made again, where somebody has asked for that already. */
export const remadeTwice = 'A remake of this line is open: order {number}. Look how far it is.'
