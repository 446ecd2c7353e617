import { idOf } from '#kernel/event.ts'
import { projection, type Write, write } from '#kernel/projection.ts'
import { demandBalance, type Posting } from '../accounts.ts'

/** The day of a time, counted from 1970 in UTC. */
export const utcDayOf = (at: number): number => Math.floor(at / 86_400_000)

/**
 * The clinic's books: every posting, and the sums of each account and day. Any sum of any time is made of
 * whole days and the postings at its two ends, so it costs the same however long the books are. Days are
 * counted in UTC here, since a read model knows no zone; who asks for local days adds the hours between.
 */
export const ledgerModel = projection({
  name: 'ledger',
  version: 2,
  mode: 'inline',
  types: [
    'TopUpRecorded',
    'MoneyHeld',
    'HeldMoneyTaken',
    'HeldMoneyReleased',
    'MoneyRefunded',
    'RefundUndone',
    'BalancePaidOut',
    'GoodwillGiven',
    'LedgerCorrected',
  ],
  tables: {
    account_days: {
      columns: { account: 'text', day: 'integer', debit: 'integer', credit: 'integer' },
      key: ['account', 'day'],
    },
    postings: {
      columns: {
        position: 'integer',
        line: 'integer',
        at: 'integer',
        type: 'text',
        person: 'text',
        version: 'integer',
        command: 'text',
        account: 'text',
        debit: 'integer',
        credit: 'integer',
      },
      key: ['position', 'line'],
      indexes: [
        ['at', 'position'],
        ['account', 'position', 'line'],
        ['person', 'position', 'line'],
      ],
    },
  },
  apply({ position, at, type, stream, version, command, data }) {
    const { postings } = data as { readonly postings: readonly Posting[] }
    demandBalance(postings)
    return postings.flatMap((posting, index) => [
      sum(posting, utcDayOf(at)),
      write(
        `INSERT INTO {postings} (position, line, at, type, person, version, command, account, debit, credit)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        position,
        index + 1,
        at,
        type,
        idOf(stream),
        version,
        command,
        posting.account,
        posting.debit,
        posting.credit,
      ),
    ])
  },
})

function sum({ account, debit, credit }: Posting, day: number): Write {
  return write(
    `INSERT INTO {account_days} AS known (account, day, debit, credit) VALUES (?, ?, ?, ?)
     ON CONFLICT (account, day) DO UPDATE
     SET debit = known.debit + excluded.debit, credit = known.credit + excluded.credit`,
    account,
    day,
    debit,
    credit,
  )
}
