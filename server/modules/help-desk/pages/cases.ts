import type { Page, PageContext } from '#kernel/page.ts'
import { type CaseRow, openCases } from '../projections/case-queries.ts'
import { caseTitle, isOver } from './case-words.ts'

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

/** The help desk: what does not go on by itself, oldest first. */
export const casesListPage: Page = {
  path: '/cases',
  view: 'help-desk/cases.njk',
  by: { receptionist: 'clinic', dispenser: 'clinic', manager: 'clinic', admin: 'clinic' },
  async read(context) {
    const cases = await context.ask(openCases())
    const [waiting, over] = [cases.filter((one) => !isOver(one)), cases.filter(isOver)]
    const groups = [
      { heading: 'Needs somebody', list: waiting },
      { heading: 'Ended meanwhile', list: over },
    ]
    const table = {
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
        .map(({ heading, list }) => ({
          heading,
          count: list.length,
          rows: list.map((one) => rowOf(context, one)),
        })),
    }
    return {
      title: 'Help desk',
      links: [{ rel: 'processes', href: '/processes', title: 'All processes' }],
      state: { open: waiting.length },
      print: { list: cases.length > 0 ? table : undefined },
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
