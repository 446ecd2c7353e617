import { denialWords } from './order-words.ts'

/** What a refused top-up says; the codes are those of the wallet's own intent. */
const topUpRefusals = {
  'reference-used':
    'Reference {reference} was entered before, at {at:time} for {person:name}. Nothing was topped up or ordered. Is this a second payment? Say so below, or correct the reference.',
  'reference-missing':
    'A payment by card or transfer has a reference. Nothing was topped up. Copy it from the slip or the statement.',
  'reference-short':
    'The reference {reference} is too short: it has 4 to 40 characters. Nothing was topped up. Look at the slip again.',
  limit: 'One top-up can be at most {limit:money}. Nothing was topped up. Enter less.',
  'not-open':
    'There is no wallet yet. Nothing was topped up or ordered. Ask at the desk to open one.',
  'top-up-refused': 'The top-up was refused ({code}). Nothing was topped up or ordered.',
}

/** The code under which a denial of the second try is told, the top-up having stayed. */
export function stayedCode(code: string): string {
  return Object.hasOwn(denialWords, code) ? `topped-up-${code}` : 'topped-up-refused'
}

const stays = 'was topped up and stays in the wallet, but the order did not go through.'

const stayedRefusals = Object.fromEntries(
  Object.entries(denialWords).map(([code, words]) => [
    stayedCode(code),
    `{amount:money} ${stays} ${words}`,
  ]),
)

/** The code under which a refused top-up is told. */
export function topUpCode(code: string): string {
  return Object.hasOwn(topUpRefusals, code) ? code : 'top-up-refused'
}

export const reorderRefusals: Readonly<Record<string, string>> = {
  ...topUpRefusals,
  ...stayedRefusals,
  'topped-up-refused': `{amount:money} ${stays} See the order, or place a new one.`,
  'not-short':
    'This order was not short of money, so a top-up does not mend it. Place a new order.',
  'too-little': '{gap:money} is needed, {amount:money} is not enough. Enter {gap:money} or more.',
  again: 'This was ordered again as order {number}. Open that one instead.',
}
