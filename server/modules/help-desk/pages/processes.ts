import { kindOf } from '#kernel/moves.ts'
import type { Page, PageContext } from '#kernel/page.ts'
import { type ProcessRow, processesByState } from '../projections/case-queries.ts'
import {
  type ProcessesAsked,
  processesCount,
  processesPage,
  stepsStoodAt,
} from '../projections/process-queries.ts'
import { pageLength, pageOf } from './paging.ts'
import { processStatus } from './process-status.ts'

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

function askedOf({ query, processes }: PageContext): ProcessesAsked {
  const step = query['step'] ?? ''
  return {
    name: processes.find(({ name }) => name === query['name'])?.name,
    state: states.find((one) => one.state === query['state'])?.state,
    step: /^[a-z][a-z:-]{0,60}$/.test(step) ? step : undefined,
  }
}

/** The list narrowed to this. */
function hrefTo(asked: ProcessesAsked): string {
  const set = Object.entries(asked).flatMap(([name, value]) => (value ? [[name, value]] : []))
  return `/processes?${new URLSearchParams(set)}`
}

async function stateFilters(context: PageContext, asked: ProcessesAsked) {
  const counts = await context.ask(processesByState())
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const isAny = asked.name === undefined && asked.step === undefined
  const counted = (count: number) => (isAny ? { count } : {})
  return [
    {
      href: hrefTo({ ...asked, state: undefined }),
      title: 'All',
      ...counted(all),
      current: asked.state === undefined,
    },
    ...states.map(({ state, title }) => ({
      href: hrefTo({ ...asked, state }),
      title,
      ...counted(counts[state] ?? 0),
      current: asked.state === state,
    })),
  ]
}

function nameFilters({ processes }: PageContext, asked: ProcessesAsked) {
  const to = (name: string | undefined) => hrefTo({ ...asked, name, step: undefined })
  return [
    { href: to(undefined), title: 'Every kind', current: asked.name === undefined },
    ...processes.map(({ name, title }) => ({
      href: to(name),
      title,
      current: asked.name === name,
    })),
  ]
}

async function stepFilters(context: PageContext, asked: ProcessesAsked) {
  const found = await context.ask(stepsStoodAt(asked))
  const kinds = [...new Set([...found.map(kindOf), ...(asked.step ? [asked.step] : [])])]
  if (kinds.length === 0) return []
  const to = (step: string | undefined) => hrefTo({ ...asked, step })
  return [
    { href: to(undefined), title: 'Any step', current: asked.step === undefined },
    ...kinds.toSorted().map((step) => ({
      href: to(step),
      title: step.replaceAll(/[:-]/g, ' '),
      current: asked.step === step,
    })),
  ]
}

/** Everything that is carried out in several steps, and how it stands. */
export const processesListPage: Page = {
  path: '/processes',
  view: 'help-desk/processes.njk',
  by: { receptionist: 'clinic', dispenser: 'clinic', manager: 'clinic', admin: 'clinic' },
  async read(context) {
    const asked = askedOf(context)
    const count = await context.ask(processesCount(asked))
    const at = hrefTo(asked)
    const { skip, links } = pageOf(context.query['page'], count, at.endsWith('?') ? at : `${at}&`)
    const shown = await context.ask(processesPage(asked, { skip, limit: pageLength }))
    const { back, on } = links
    return {
      title: 'Processes',
      links: [
        { rel: 'process-maps', href: '/processes/maps', title: 'Maps of processes' },
        ...(back ? [{ rel: 'prev', ...back }] : []),
        ...(on ? [{ rel: 'next', ...on }] : []),
      ],
      state: { count },
      print: {
        states: await stateFilters(context, asked),
        names: nameFilters(context, asked),
        steps: await stepFilters(context, asked),
        list: shown.length > 0 ? tableOf(context, shown) : undefined,
        pages: back || on ? links : undefined,
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
