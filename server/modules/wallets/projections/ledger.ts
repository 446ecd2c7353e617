import { idOf } from '#kernel/event.ts'
import { projection, type Write, write } from '#kernel/projection.ts'
import type { Posting } from '../accounts.ts'

/** The clinic's books: every posting, and the sums of each account. */
export const ledgerModel = projection({
  name: 'ledger',
  version: 1,
  mode: 'inline',
  types: ['TopUpRecorded', 'MoneyHeld', 'HeldMoneyTaken', 'HeldMoneyReleased'],
  tables: {
    accounts: {
      columns: { account: 'text', debit: 'integer', credit: 'integer' },
      key: ['account'],
    },
    postings: {
      columns: {
        position: 'integer',
        line: 'integer',
        at: 'integer',
        type: 'text',
        person: 'text',
        account: 'text',
        debit: 'integer',
        credit: 'integer',
      },
      key: ['position', 'line'],
    },
  },
  apply({ position, at, type, stream, data }) {
    const { postings } = data as { readonly postings: readonly Posting[] }
    return postings.flatMap((posting, index) => [
      sum(posting),
      write(
        `INSERT INTO {postings} (position, line, at, type, person, account, debit, credit)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        position,
        index + 1,
        at,
        type,
        idOf(stream),
        posting.account,
        posting.debit,
        posting.credit,
      ),
    ])
  },
})

function sum({ account, debit, credit }: Posting): Write {
  return write(
    `INSERT INTO {accounts} AS known (account, debit, credit) VALUES (?, ?, ?)
     ON CONFLICT (account) DO UPDATE
     SET debit = known.debit + excluded.debit, credit = known.credit + excluded.credit`,
    account,
    debit,
    credit,
  )
}
