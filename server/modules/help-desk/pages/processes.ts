import type { Page, PageContext } from '#kernel/page.ts'
import { type ProcessRow, processesByState, processesPage } from '../projections/case-queries.ts'
import { processStatus } from './process-status.ts'

const pageLength = 50

const states = [
  { state: 'stuck', title: 'Stuck' },
  { state: 'running', title: 'Under way' },
  { state: 'compensating', title: 'Being undone' },
  { state: 'ended', title: 'Ended' },
] as const

function hrefOf({ id, name }: ProcessRow): string {
  return `/processes/${id}?name=${name}`
}

// A step that is there once for each item has the item's id behind a colon, which tells nobody anything.
const stepWords = (step: string | null) => (step ?? '').replace(/:.*$/, '')

function rowOf({ say }: PageContext, process: ProcessRow) {
  const { title, person, actor, beganAt, changedAt, step } = process
  return {
    past: process.state === 'ended',
    cells: [
      { text: say.moment(beganAt).text },
      { text: title, href: hrefOf(process), rel: 'process', remark: stepWords(step), below: true },
      { text: person ? say.name(person) : '' },
      { text: say.name(actor) },
      { status: processStatus(process) },
      { text: say.moment(changedAt).text },
    ],
  }
}

function tableOf(context: PageContext, processes: readonly ProcessRow[]) {
  return {
    caption: 'Processes, newest first',
    tall: true,
    columns: [
      { title: 'Began', kind: 'text' },
      { title: 'What', kind: 'text' },
      { title: 'For', kind: 'text' },
      { title: 'Begun by', kind: 'text' },
      { title: 'State', kind: 'status' },
      { title: 'Changed', kind: 'text' },
    ],
    groups: [{ rows: processes.map((process) => rowOf(context, process)) }],
  }
}

async function filtersOf(context: PageContext, chosen: string | undefined) {
  const counts = await context.ask(processesByState())
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return [
    { href: '/processes', title: 'All', count: all, current: chosen === undefined },
    ...states.map(({ state, title }) => ({
      href: `/processes?state=${state}`,
      title,
      count: counts[state] ?? 0,
      current: chosen === state,
    })),
  ]
}

function askedBefore({ query }: PageContext): number {
  const typed = query['before'] ?? ''
  return /^\d{1,15}$/.test(typed) ? Number(typed) : Number.MAX_SAFE_INTEGER
}

/** Everything that is carried out in several steps, and how it stands. */
export const processesListPage: Page = {
  path: '/processes',
  view: 'help-desk/processes.njk',
  by: { receptionist: 'clinic', dispenser: 'clinic', manager: 'clinic', admin: 'clinic' },
  async read(context) {
    const state = states.find((one) => one.state === context.query['state'])?.state
    const asked = { state, before: askedBefore(context), limit: pageLength + 1 }
    const found = await context.ask(processesPage(asked))
    const shown = found.slice(0, pageLength)
    const last = shown.at(-1)
    const isMore = found.length > pageLength && last
    const href = `/processes?${state ? `state=${state}&` : ''}before=${last?.beganAt ?? 0}`
    const links = isMore ? [{ rel: 'next', href, title: 'Earlier' }] : []
    return {
      title: 'Processes',
      links,
      state: { count: shown.length },
      print: {
        states: await filtersOf(context, state),
        list: shown.length > 0 ? tableOf(context, shown) : undefined,
        pages: isMore ? { on: { href, title: 'Earlier' } } : undefined,
      },
      embedded: {
        process: shown.map((process) => ({
          href: hrefOf(process),
          id: process.id,
          name: process.name,
          state: process.state,
          began: context.say.moment(process.beganAt),
        })),
      },
    }
  },
}
