import type { Link, Page, PageContext } from '#kernel/page.ts'
import { timelineOf } from '#kernel/progress.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { personById, personStream } from '#modules/people/published.ts'
import { openHolds, walletOf } from '#modules/wallets/published.ts'
import { formatPhone } from '#values/phone.ts'
import { type CaseRow, caseById, processesWithId } from '../projections/case-queries.ts'
import { caseTitle } from './case-words.ts'
import { type KnownProcess, readProcess } from './process-page.ts'
import { detailedSteps, undoable } from './step-details.ts'

/** What is held in the wallet for the process of a case, and what is free beside it. */
async function heldNow(context: PageContext, { id, person }: CaseRow) {
  if (!person) return undefined
  const { say } = context
  const wallet = await context.ask(walletOf(person))
  if (!wallet) return undefined
  const holds = await context.ask(openHolds(person))
  const held = holds.filter((one) => one.forId === id).reduce((sum, { amount }) => sum + amount, 0)
  return {
    held: say.money(held),
    bar: [
      { part: 'free', title: 'Free in the wallet', amount: say.money(wallet.available) },
      { part: 'held', title: 'Held for this', amount: say.money(held) },
    ],
  }
}

async function personPanel(context: PageContext, person: string | null) {
  const found = person ? await context.ask(personById(person)) : undefined
  if (!found) return undefined
  const { id, name, phone, email } = found
  const country = (await context.ask(clinicSettings()))?.country ?? ''
  return {
    name,
    phone: phone && formatPhone(phone, country),
    email,
    href: context.href(personStream(id)),
  }
}

async function processOf(context: PageContext, one: CaseRow): Promise<KnownProcess | undefined> {
  const found = await context.ask(processesWithId(one.id))
  const row = found.find(({ stream }) => stream === one.aboutStream)
  return row && readProcess(context, row)
}

function stepsOf(context: PageContext, known: KnownProcess | undefined) {
  if (!known) return []
  return detailedSteps(known.steps, known.told, known.events, context.say)
}

/** The thing that the process works on has the same id: its page is linked where it has one. */
function linksOf(context: PageContext, one: CaseRow): readonly Link[] {
  if (one.aboutKind === 'command') {
    return [{ rel: 'command', href: `/commands/${one.id}`, title: 'The command' }]
  }
  const process = {
    rel: 'process',
    href: `/processes/${one.id}?name=${one.process}`,
    title: 'The process, with all it sent',
  }
  const href = context.href(`${one.process}-${one.id}`)
  const thing =
    href === '/'
      ? []
      : [{ rel: one.process, href, title: `The ${(one.title ?? one.process).toLowerCase()}` }]
  return [...thing, process]
}

async function readCase(context: PageContext, one: CaseRow) {
  const { say } = context
  const known = await processOf(context, one)
  const held = await heldNow(context, one)
  const links = linksOf(context, one)
  return {
    title: caseTitle(one, say),
    back: { rel: 'cases', href: '/cases', title: 'Help desk' },
    links,
    offers: await context.offers(`case-${one.id}`),
    state: {
      number: one.number,
      about: one.aboutStream,
      process: one.process,
      step: one.step,
      error: one.error,
      tries: one.tries,
      opened: say.moment(one.openedAt),
      ...(held ? { held: held.held } : {}),
      steps: known?.steps ?? [],
      canBeUndone: known ? undoable(known.told) : [],
    },
    print: {
      lead: `Case ${one.number}, open since ${say.moment(one.openedAt).text}.`,
      progress: stepsOf(context, known),
      purse: held,
      // Not `patient`: the layout has a word of that name, for whose pages these are.
      whom: await personPanel(context, one.person),
      // Where the steps are shown, the one that failed tells its answer.
      trouble: known ? '' : one.error,
      days: timelineOf(context, await context.stream(`case-${one.id}`)),
    },
  }
}

/** One case: how far it came, what was done and what was not, the last error, and what is held. */
export const casePage: Page = {
  path: '/cases/:id',
  view: 'help-desk/case.njk',
  by: { receptionist: 'clinic', dispenser: 'clinic', manager: 'clinic', admin: 'clinic' },
  thing: 'case',
  async read(context) {
    const one = await context.ask(caseById(context.params['id'] ?? ''))
    return one && readCase(context, one)
  },
}
