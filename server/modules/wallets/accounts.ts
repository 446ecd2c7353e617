/** Where money stands in the books. What is in a wallet is owed to its person until it is taken. */
export type Account = 'cash' | 'card' | 'transfer' | 'wallet.available' | 'wallet.held' | 'revenue'

/** One side of a movement, in minor units; one of the two is 0. */
export type Posting = { readonly account: Account; readonly debit: number; readonly credit: number }

export const accountTitles: Readonly<Record<Account, string>> = {
  cash: 'Cash in the till',
  card: 'Card terminal',
  transfer: 'Bank transfers',
  'wallet.available': 'Wallets, free to use',
  'wallet.held': 'Wallets, held',
  revenue: 'Taken for goods and services',
}

/** A movement of one amount from one account to another: as much debit as credit. */
export function move(amount: number, debit: Account, credit: Account): readonly Posting[] {
  return [
    { account: debit, debit: amount, credit: 0 },
    { account: credit, debit: 0, credit: amount },
  ]
}
