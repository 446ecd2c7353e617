import type { Page, PageContext } from '#kernel/page.ts'
import {
  type CaseRow,
  openCases,
  openCasesCount,
  waitingCasesCount,
} from '../projections/case-queries.ts'
import { caseTitle, isOver } from './case-words.ts'

const pageLength = 50

function rowOf(context: PageContext, one: CaseRow) {
  const { say } = context
  const tries = one.tries === 1 ? 'Tried once' : `Tried ${one.tries} times`
  return {
    past: isOver(one),
    cells: [
      { text: String(one.number), strong: true },
      {
        text: caseTitle(one, say),
        href: `/cases/${one.id}`,
        rel: 'case',
        remark: one.error,
        below: true,
      },
      { text: tries },
      { text: say.moment(one.openedAt).text },
    ],
  }
}

type Found = Awaited<ReturnType<typeof readCases>>

function tableOf(context: PageContext, { cases, waiting, all }: Found) {
  const over = cases.filter(isOver)
  const others = cases.filter((one) => !isOver(one))
  const groups = [
    { heading: 'Needs somebody', count: waiting, list: others },
    { heading: 'Ended meanwhile', count: all - waiting, list: over },
  ]
  return {
    caption: 'Cases, oldest first',
    tall: true,
    columns: [
      { title: 'Case', kind: 'time' },
      { title: 'What', kind: 'text' },
      { title: 'Tries', kind: 'text' },
      { title: 'Open since', kind: 'text' },
    ],
    groups: groups
      .filter(({ list }) => list.length > 0)
      .map(({ heading, count, list }) => ({
        heading,
        count,
        rows: list.map((one) => rowOf(context, one)),
      })),
  }
}

async function readCases(context: PageContext) {
  const waiting = await context.ask(waitingCasesCount())
  const all = await context.ask(openCasesCount())
  const typed = context.query['page'] ?? ''
  const last = Math.max(1, Math.ceil(all / pageLength))
  const page = Math.min(/^[1-9]\d{0,5}$/.test(typed) ? Number(typed) : 1, last)
  const asked = { skip: (page - 1) * pageLength, limit: pageLength }
  const to = (number: number) => `/cases?page=${number}`
  return {
    all,
    waiting,
    cases: await context.ask(openCases(asked)),
    ...(page > 1 ? { back: { href: to(page - 1), title: 'Previous' } } : {}),
    ...(page < last ? { on: { href: to(page + 1), title: 'Next' } } : {}),
  }
}

/** The help desk: what does not go on by itself, oldest first. */
export const casesListPage: Page = {
  path: '/cases',
  view: 'help-desk/cases.njk',
  by: { receptionist: 'clinic', dispenser: 'clinic', manager: 'clinic', admin: 'clinic' },
  async read(context) {
    const found = await readCases(context)
    const { waiting, cases, back, on } = found
    return {
      title: 'Help desk',
      links: [
        { rel: 'processes', href: '/processes', title: 'All processes' },
        ...(back ? [{ rel: 'prev', ...back }] : []),
        ...(on ? [{ rel: 'next', ...on }] : []),
      ],
      state: { open: waiting },
      print: {
        list: cases.length > 0 ? tableOf(context, found) : undefined,
        pages: back || on ? { ...(back ? { back } : {}), ...(on ? { on } : {}) } : undefined,
      },
      embedded: {
        case: cases.map(({ id, number, process, step, error, tries, openedAt }) => ({
          href: `/cases/${id}`,
          number,
          process,
          step,
          error,
          tries,
          opened: context.say.moment(openedAt),
        })),
      },
    }
  },
}
