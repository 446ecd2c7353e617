import { choice } from '#kernel/fields.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { personById } from '#modules/people/published.ts'
import { dateField } from '#values/date-field.ts'
import { addMonths, dayOf } from '#values/local-time.ts'
import { wallet } from '../deciders/wallet.ts'
import type { WalletEvents } from '../events.ts'
import { readStatementResult } from '../pages/statement-result.ts'
import { type MailedStatement, mailedStatement, movesOf } from '../statement-mail.ts'
import { rangeOf } from '../statement-range.ts'

type Form = {
  readonly from: string
  readonly to: string
  readonly how: 'mail' | 'print' | 'csv'
}

/** The most lines that a mail holds; a longer statement is printed or taken as CSV. */
const linesMax = 300

const nothing: MailedStatement = { before: '', after: '', lines: [] }

/** Gives somebody a statement of a wallet: by mail, or as a page to print or a file to take along. */
export const sendStatement = intent({
  name: 'send-statement',
  title: 'Send a statement',
  submit: 'Make the statement',
  doing: 'Making the statement',
  done: 'The statement is made',
  notDone: 'No statement made',
  on: wallet,
  by: {
    patient: 'own',
    'proxy-wallet': 'own',
    receptionist: 'clinic',
    manager: 'clinic',
  },
  // A statement tells what there is when it is made.
  staleAfter: [],
  fields: {
    from: dateField('From'),
    to: dateField('To, that day included'),
    how: choice('How would you like it?', [
      { value: 'mail', text: 'By e-mail, to the address on file' },
      { value: 'print', text: 'To print' },
      { value: 'csv', text: 'As a file for a spreadsheet (CSV)' },
    ]),
  },
  reads: ({ person, data }: Asking<Form>) => ({
    clinic: clinicSettings(),
    owner: personById(person ?? ''),
    // Read only for a mail: all that ever moved is not needed to offer the link.
    moves: movesOf(data?.how === 'mail' ? (person ?? '') : ''),
  }),
  prefill({ at }, { clinic }) {
    const to = dayOf(at, clinic?.zone ?? 'UTC')
    return { from: addMonths(to, -1), to, how: 'mail' as const }
  },
  needs: (state) => (state.status === 'none' ? refuse('not-open') : undefined),
  decide(_, { data, at, facts }): readonly WalletEvents[] | Refusal {
    const { clinic, owner, moves } = facts
    if (!clinic) return refuse('not-open')
    const { from, to, how } = data
    const { problem } = rangeOf({ from, to }, dayOf(at, clinic.zone))
    if (problem !== undefined) return refuse('range', { problem })
    const isMailed = how === 'mail'
    if (isMailed && !owner?.email) return refuse('no-address')
    const mailed = isMailed ? mailedStatement(moves, { from, to }, clinic) : nothing
    if (mailed.lines.length > linesMax) return refuse('long', { count: mailed.lines.length })
    return [{ type: 'StatementSent', data: { from, to, how, ...mailed } }]
  },
  result: { read: readStatementResult },
  refusals: {
    range: '{problem}',
    'no-address':
      'There is no e-mail address on file, so nothing can be mailed. Print it or take the file, or add an address.',
    long: 'That would be a mail of {count} lines. Choose fewer days, print it or take the file.',
    'not-open': 'There is no wallet yet, so there is no statement. Look again in a moment.',
  },
  next: ['send-statement'],
})
