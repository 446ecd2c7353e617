import type { Page, PageContext, Representation } from '#kernel/page.ts'
import {
  type CaseFilter,
  caseByNumber,
  caseCounts,
  caseFilters,
  casesPage,
} from '../projections/case-lists.ts'
import type { CaseRow } from '../projections/case-queries.ts'
import { caseRemark, caseStatus, caseTitle, isOver } from './case-words.ts'
import { readOwnCases } from './own-cases.ts'
import { pageLength, pageOf } from './paging.ts'

const titles: Readonly<Record<CaseFilter, string>> = {
  open: 'All open',
  mine: 'Mine',
  nobody: 'Nobody’s',
  stuck: 'Stuck',
  questions: 'Questions',
  closed: 'Closed',
}

const nothing: Readonly<Record<CaseFilter, { readonly heading: string; readonly text: string }>> = {
  open: {
    heading: 'Nothing is stuck',
    text: 'When something cannot go on by itself, or somebody reports a problem, a case stands here.',
  },
  mine: { heading: 'You have no case', text: 'Take one of those that are nobody’s yet.' },
  nobody: { heading: 'Every case has somebody', text: 'New ones come here first.' },
  stuck: { heading: 'Nothing is stuck', text: 'What cannot go on by itself stands here.' },
  questions: { heading: 'Nobody waits for an answer', text: 'What people ask stands here.' },
  closed: { heading: 'No case was closed yet', text: 'Those that are over stand here.' },
}

function rowOf(context: PageContext, one: CaseRow) {
  const { say, actor } = context
  return {
    past: isOver(one),
    cells: [
      { text: String(one.number), strong: true },
      {
        text: caseTitle(one, say),
        href: `/cases/${one.id}`,
        rel: 'case',
        remark: caseRemark(one),
        below: true,
      },
      { text: say.moment(one.closedAt ?? one.openedAt).text },
      { status: caseStatus(one, say, actor.id) },
    ],
  }
}

function tableOf(context: PageContext, cases: readonly CaseRow[], filter: CaseFilter) {
  const isClosed = filter === 'closed'
  return {
    caption: isClosed ? 'Closed cases, newest first' : 'Cases, oldest first',
    tall: true,
    columns: [
      { title: 'Case', kind: 'time' },
      { title: 'What', kind: 'text' },
      { title: isClosed ? 'Closed' : 'Open since', kind: 'text' },
      { title: 'Who has it', kind: 'status' },
    ],
    groups: [{ rows: cases.map((one) => rowOf(context, one)) }],
  }
}

/** What is asked for: a list by its filter, or the case of one number. */
async function askedCases(context: PageContext) {
  const { query, actor } = context
  const counts = await context.ask(caseCounts(actor.id))
  const typed = (query['number'] ?? '').trim().replace(/^#/, '')
  if (typed !== '') {
    const number = /^\d{1,9}$/.test(typed) ? Number(typed) : 0
    return { counts, typed, filter: undefined, cases: await context.ask(caseByNumber(number)) }
  }
  const filter = caseFilters.find((one) => one === query['show']) ?? 'open'
  const page = pageOf(query['page'], counts[filter], `/cases?show=${filter}&`)
  const asked = { filter, viewer: actor.id, skip: page.skip, limit: pageLength }
  return { counts, typed, filter, cases: await context.ask(casesPage(asked)), page }
}

function emptyWords(filter: CaseFilter | undefined, typed: string) {
  if (filter) return nothing[filter]
  return {
    heading: `There is no case ${typed}`,
    text: 'Look at the number again, or at the lists.',
  }
}

// A practitioner asks questions here and answers them, and mends no process.
const waysOf = (role: string) =>
  role === 'practitioner'
    ? []
    : [
        { rel: 'processes', href: '/processes', title: 'All processes' },
        { rel: 'retries', href: '/retries', title: 'Stuck in the same way' },
      ]

async function allCases(context: PageContext): Promise<Representation> {
  const { counts, typed, filter, cases, page } = await askedCases(context)
  const pages = page?.links ?? {}
  return {
    title: 'Help desk',
    offers: await context.offersToCreate('case', { about: '/cases', title: 'Help desk' }),
    links: [
      ...waysOf(context.actor.role),
      ...caseFilters.map((one) => ({
        rel: `cases-${one}`,
        href: `/cases?show=${one}`,
        title: titles[one],
      })),
      ...(pages.back ? [{ rel: 'prev', ...pages.back }] : []),
      ...(pages.on ? [{ rel: 'next', ...pages.on }] : []),
    ],
    state: { open: counts.open, counts },
    print: {
      isPatient: false,
      ways: waysOf(context.actor.role),
      typed,
      narrowed: caseFilters.map((one) => ({
        href: `/cases?show=${one}`,
        title: titles[one],
        count: counts[one],
        current: one === filter,
      })),
      list: cases.length > 0 ? tableOf(context, cases, filter ?? 'open') : undefined,
      nothing: emptyWords(filter, typed),
      pages: pages.back || pages.on ? pages : undefined,
    },
    embedded: {
      case: cases.map((one) => ({
        href: `/cases/${one.id}`,
        number: one.number,
        state: one.state,
        title: caseTitle(one, context.say),
        process: one.process,
        step: one.step,
        error: one.error,
        tries: one.tries,
        asked: one.isAsked,
        takenBy: one.takenBy,
        opened: context.say.moment(one.openedAt),
      })),
    },
  }
}

/** The help desk: what does not go on by itself, and what people asked; for a patient their own. */
export const casesListPage: Page = {
  path: '/cases',
  view: 'help-desk/cases.njk',
  by: {
    patient: 'own',
    receptionist: 'clinic',
    dispenser: 'clinic',
    practitioner: 'clinic',
    manager: 'clinic',
    admin: 'clinic',
  },
  creates: 'case',
  read: (context) => (context.actor.role === 'patient' ? readOwnCases(context) : allCases(context)),
}
