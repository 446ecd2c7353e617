/** Where money stands in the books. What is in a wallet is owed to its person until it is taken. */
export type Account =
  | 'cash'
  | 'card'
  | 'transfer'
  | 'online'
  | 'wallet.available'
  | 'wallet.held'
  | 'revenue'
  | 'refunds'
  | 'goodwill'

/** One side of a movement, in minor units; one of the two is 0. */
export type Posting = { readonly account: Account; readonly debit: number; readonly credit: number }

export const accountTitles: Readonly<Record<Account, string>> = {
  cash: 'Cash in the till',
  card: 'Card terminal',
  transfer: 'Bank transfers',
  online: 'Paid online',
  'wallet.available': 'Wallets, free to use',
  'wallet.held': 'Wallets, held',
  revenue: 'Taken for goods and services',
  refunds: 'Refunded to wallets',
  goodwill: 'Goodwill given',
}

/** The accounts in the order in which the books list them. */
export const accounts = Object.keys(accountTitles) as readonly Account[]

/** Whether there is an account of that name. */
export function isAccount(name: string): name is Account {
  return Object.hasOwn(accountTitles, name)
}

/** A movement of one amount from one account to another: as much debit as credit. */
export function move(amount: number, debit: Account, credit: Account): readonly Posting[] {
  return [
    { account: debit, debit: amount, credit: 0 },
    { account: credit, debit: 0, credit: amount },
  ]
}

/** Throws unless postings are above 0, each on one side, and both sides come to the same. */
export function demandBalance(postings: readonly Posting[]): void {
  const isOneSided = ({ debit, credit }: Posting) =>
    Number.isSafeInteger(debit + credit) && Math.min(debit, credit) === 0 && debit + credit > 0
  const difference = postings.reduce((sum, { debit, credit }) => sum + debit - credit, 0)
  if (postings.length > 0 && difference === 0 && postings.every(isOneSided)) return
  throw new Error(`Postings that do not balance: ${JSON.stringify(postings)}`)
}
