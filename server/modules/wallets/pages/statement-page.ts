import type { Page, PageContext } from '#kernel/page.ts'
import type { Money } from '#kernel/words.ts'
import { type ClinicSettings, clinicSettings } from '#modules/clinic/published.ts'
import { type PersonRow, personById } from '#modules/people/published.ts'
import { dayOf, endOfDay, longDay, startOfDay } from '#values/local-time.ts'
import { walletOf, walletStream } from '../published.ts'
import { linesOf, type Statement, statementOf } from '../statement-lines.ts'
import { type Range, rangeOf } from '../statement-range.ts'
import { type Purposes, purposesOf } from './line-words.ts'
import { statementRows, statementTable } from './statement-tables.ts'

const nothing: Statement = {
  lines: [],
  before: { available: 0, held: 0 },
  after: { available: 0, held: 0 },
  paidIn: 0,
  taken: 0,
  given: 0,
  paidOut: 0,
  corrected: 0,
}

async function statementIn(
  context: PageContext,
  id: string,
  range: Range,
  zone: string,
): Promise<Statement> {
  if (range.problem !== undefined) return nothing
  const all = linesOf(await context.stream(walletStream(id)))
  return statementOf(all, startOfDay(range.from, zone), endOfDay(range.to, zone))
}

function sums({ say }: PageContext, statement: Statement) {
  return {
    paidIn: say.money(statement.paidIn),
    taken: say.money(statement.taken),
    given: say.money(statement.given),
    paidOut: say.money(statement.paidOut),
    corrected: say.money(statement.corrected),
    held: say.money(statement.after.held),
    available: say.money(statement.after.available),
  }
}

type Sums = ReturnType<typeof sums>

function sumRows({ paidIn, taken, held, available, given, paidOut, corrected }: Sums, to: string) {
  const where = (title: string, { minor, text }: Money) => (minor === 0 ? [] : [{ title, text }])
  return {
    rows: [
      { title: 'Paid in', text: paidIn.text },
      ...where('Given by the clinic', given),
      { title: 'Taken', text: taken.text },
      ...where('Paid out', paidOut),
      ...where('Corrected', corrected),
      { title: 'Held', text: held.text },
    ],
    total: { title: `Free on ${longDay(to)}`, text: available.text },
  }
}

/** Who the statement is for, as a letter names them. */
function addressee(person: PersonRow | undefined): readonly string[] {
  if (!person?.name) return ['erased']
  const born = person.dob ? [`Born ${longDay(person.dob)}`] : []
  return [person.name, ...born, ...(person.email ? [person.email] : [])]
}

function printed(
  context: PageContext,
  about: { person: PersonRow | undefined; clinic: ClinicSettings; range: Range },
  statement: Statement,
  purposes: Purposes,
) {
  const { person, clinic, range } = about
  const { say, at } = context
  const amounts = sums(context, statement)
  const made = `Made on ${longDay(dayOf(at, clinic.zone))} at ${say.time(at).text} for ${person?.name || 'somebody erased'}.`
  return {
    addressee: addressee(person),
    sums: range.problem === undefined ? sumRows(amounts, range.to) : undefined,
    rows:
      range.problem === undefined ? statementTable(context, statement, range, purposes) : undefined,
    lead: range.problem === undefined ? `${longDay(range.from)} to ${longDay(range.to)}` : '',
    made: clinic.demo ? `${made} Demo clinic: not a real statement.` : made,
    csv: `/wallets/${context.params['id']}/statement?from=${range.from}&to=${range.to}&format=csv`,
  }
}

/** A wallet's statement of a time, to read, print, or take along as CSV. */
export const statementPage: Page = {
  path: '/wallets/:id/statement',
  view: 'wallets/statement.njk',
  thing: 'wallet',
  by: { patient: 'own', 'proxy-wallet': 'own', receptionist: 'clinic', manager: 'clinic' },
  async read(context) {
    const { params, query, actor, at } = context
    const id = params['id'] ?? ''
    const [wallet, person] = [await context.ask(walletOf(id)), await context.ask(personById(id))]
    const clinic = await context.ask(clinicSettings())
    if (!wallet || !clinic) return undefined
    const range = rangeOf({ from: query['from'], to: query['to'] }, dayOf(at, clinic.zone))
    const statement = await statementIn(context, id, range, clinic.zone)
    const purposes = await purposesOf(
      context,
      statement.lines.map((line) => line.for),
    )
    const own = actor.id === id
    const title = own ? 'Your wallet' : `${person?.given || 'erased'}’s wallet`
    return {
      title: 'Statement',
      back: { rel: 'wallet', href: context.href(walletStream(id)), title },
      state: {
        person: id,
        from: range.from,
        to: range.to,
        problem: range.problem ?? '',
        ...sums(context, statement),
      },
      print: printed(context, { person, clinic, range }, statement, purposes),
      table: {
        fileName: `statement-${range.from}-${range.to}.csv`,
        rows: statementRows(context, statement, purposes, clinic.zone),
      },
    }
  },
}
