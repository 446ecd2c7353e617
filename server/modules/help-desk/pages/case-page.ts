import { idOf, streamOf } from '#kernel/event.ts'
import type { Link, Offer, Page, PageContext } from '#kernel/page.ts'
import { timelineOf } from '#kernel/progress.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { personById, personStream } from '#modules/people/published.ts'
import { formatPhone } from '#values/phone.ts'
import type { CaseEvents } from '../events.ts'
import { type CaseRow, caseById, processOfStream } from '../projections/case-queries.ts'
import { heldNow } from './case-held.ts'
import { caseStatus, caseTitle } from './case-words.ts'
import { type KnownProcess, readProcess } from './known-process.ts'
import { readOwnCase, shownToOwner } from './own-case.ts'
import { detailedSteps, undoable } from './step-details.ts'

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
  const row = one.aboutStream ? await context.ask(processOfStream(one.aboutStream)) : undefined
  return row && readProcess(context, row)
}

function stepsOf(context: PageContext, known: KnownProcess | undefined) {
  if (!known) return []
  return detailedSteps(known.steps, known.told, known.events, context.say)
}

/** The thing that the process works on has the process's id: its page is linked where it has one. */
function linksOf(context: PageContext, one: CaseRow): readonly Link[] {
  if (one.aboutKind === 'command') {
    return [{ rel: 'command', href: `/commands/${one.id}`, title: 'The command' }]
  }
  if (one.aboutKind === 'thing') {
    const href = one.href ?? '/'
    return [{ rel: 'about', href, title: one.reported || 'The page that it is about' }]
  }
  const id = idOf(one.aboutStream ?? '')
  const process = {
    rel: 'process',
    href: `/processes/${id}?name=${one.process}`,
    title: 'The process, with all it sent',
  }
  const href = context.href(streamOf(one.process, id))
  const thing =
    href === '/'
      ? []
      : [{ rel: one.process, href, title: `The ${(one.title ?? one.process).toLowerCase()}` }]
  return [...thing, process]
}

const tasks = [
  'take-case',
  'answer-case',
  'try-again',
  'undo-process',
  'settle-by-hand',
  'pass-on-case',
  'note-case',
  'close-case',
  'reopen-case',
]

/** The task that leads on from how the case stands, then the others. */
function inOrder(one: CaseRow, offers: readonly Offer[]): readonly Offer[] {
  const leading = one.aboutKind === 'process' ? undefined : 'close-case'
  const first = one.isAsked ? 'answer-case' : leading
  // Whoever does something about it has taken it, so that comes first.
  const place = ({ intent }: Offer) =>
    intent === first && one.takenBy !== null ? -1 : tasks.indexOf(intent)
  const isTask = ({ intent }: Offer) => tasks.includes(intent)
  return [
    ...offers.filter(isTask).toSorted((a, b) => place(a) - place(b)),
    ...offers.filter((other) => !isTask(other)),
  ]
}

function factsOf({ say, actor }: PageContext, one: CaseRow, reach: string) {
  const { takenBy, takenAt, reporter, openedAt, closedAt } = one
  const since = takenAt ? { remark: `since ${say.moment(takenAt).text}` } : {}
  const holder = takenBy === actor.id ? 'You' : takenBy ? say.name(takenBy) : 'Nobody yet'
  return [
    { title: 'Who has it', text: holder, ...since },
    {
      title: 'Opened',
      text: say.moment(openedAt).text,
      ...(reporter ? { remark: `by ${say.name(reporter)}` } : {}),
    },
    ...(closedAt ? [{ title: 'Closed', text: say.moment(closedAt).text }] : []),
    ...(reach ? [{ title: 'To be reached', text: reach }] : []),
  ]
}

async function readCase(context: PageContext, one: CaseRow) {
  const { say, actor } = context
  const known = await processOf(context, one)
  const held = await heldNow(context, one, known)
  const events = await context.stream(`case-${one.id}`)
  const opened = (events[0] ?? { data: {} }) as Extract<CaseEvents, { type: 'CaseOpened' }>
  const offers = inOrder(one, await context.offers(`case-${one.id}`))
  return {
    title: caseTitle(one, say),
    back: { rel: 'cases', href: '/cases', title: 'Help desk' },
    links: linksOf(context, one),
    offers,
    state: {
      number: one.number,
      state: one.state,
      about: one.aboutStream ?? one.href,
      process: one.process,
      step: one.step,
      error: one.error,
      tries: one.tries,
      asked: one.isAsked,
      takenBy: one.takenBy,
      opened: say.moment(one.openedAt),
      ...(held?.held ? { held: held.held } : {}),
      steps: known?.steps ?? [],
      canBeUndone: known ? undoable(known.told) : [],
    },
    print: {
      isPatient: false,
      lead: `Case ${one.number}`,
      status: caseStatus(one, say, actor.id),
      things: factsOf(context, one, opened.data.reach ?? ''),
      told: opened.data.what ?? '',
      waits: one.isAsked && one.person ? `${say.name(one.person)} waits for an answer.` : '',
      progress: stepsOf(context, known),
      holding: held,
      // Not `patient`: the layout has a word of that name, for whose pages these are.
      whom: await personPanel(context, one.person),
      // Where the steps are shown, the one that failed tells its answer.
      trouble: known ? '' : one.error,
      days: timelineOf(context, events),
    },
  }
}

/** One case: how far it came, what was done and what was not, the last error, and what is held. */
export const casePage: Page = {
  path: '/cases/:id',
  view: 'help-desk/case.njk',
  by: {
    patient: 'own',
    receptionist: 'clinic',
    dispenser: 'clinic',
    practitioner: 'clinic',
    manager: 'clinic',
    admin: 'clinic',
  },
  thing: 'case',
  shownTo: shownToOwner,
  async read(context) {
    const one = await context.ask(caseById(context.params['id'] ?? ''))
    if (!one) return undefined
    return context.actor.role === 'patient' ? readOwnCase(context, one) : readCase(context, one)
  },
}
