import type { Page, PageContext } from '#kernel/page.ts'
import { latestRetries, type RetryRow } from '../projections/retries.ts'
import { type StuckGroup, stuckGroups } from '../projections/stuck-queries.ts'
import { stepTitle } from './retry-words.ts'

const latestMax = 20

/** How trying many again stands, as a shape and a word. */
export function retryStatus({ state }: Pick<RetryRow, 'state'>) {
  switch (state) {
    case 'under-way':
      return { shape: 'half', text: 'Under way', tone: 'act' }
    case 'tried':
      return { shape: 'tick', text: 'All tried' }
    case 'stopped':
      return { shape: 'cross', text: 'Stopped', tone: 'bad', tint: true }
  }
}

function formHref({ which }: StuckGroup): string {
  return `/retries/retry-many?which=${which}`
}

function groupRow({ say }: PageContext, one: StuckGroup, canTry: boolean) {
  return {
    cells: [
      {
        text: one.title,
        strong: true,
        remark: `“${stepTitle(one.step)}”: ${one.error}`,
        below: true,
      },
      { text: String(one.count) },
      { text: say.moment(one.since).text },
      canTry
        ? {
            link: {
              title: 'Try again',
              href: formHref(one),
              small: true,
              about: `all at ${stepTitle(one.step)}`,
            },
          }
        : { text: '' },
    ],
  }
}

function groupsTable(context: PageContext, groups: readonly StuckGroup[], canTry: boolean) {
  return {
    caption: 'What is stuck in the same way, most first',
    tall: true,
    columns: [
      { title: 'What, where, and what it says', kind: 'text' },
      { title: 'How many', kind: 'number' },
      { title: 'Since', kind: 'text' },
      { title: 'Try all again', kind: 'action', hidden: true },
    ],
    groups: [{ rows: groups.map((one) => groupRow(context, one, canTry)) }],
  }
}

function retriesTable({ say }: PageContext, retries: readonly RetryRow[]) {
  return {
    caption: 'Tried again together, newest first',
    tall: true,
    columns: [
      { title: 'When', kind: 'text' },
      { title: 'What', kind: 'text' },
      { title: 'Go on', kind: 'text' },
      { title: 'By', kind: 'text' },
      { title: 'State', kind: 'status' },
    ],
    groups: [
      {
        rows: retries.map((one) => ({
          cells: [
            { text: say.moment(one.at).text },
            {
              text: one.title,
              href: `/retries/${one.id}`,
              rel: 'retry',
              remark: stepTitle(one.step),
              below: true,
            },
            { text: `${one.wentOn} of ${one.count}` },
            { text: say.name(one.by) },
            { status: retryStatus(one) },
          ],
        })),
      },
    ],
  }
}

function filtersOf(all: readonly StuckGroup[], chosen: string | undefined) {
  const names = [...new Map(all.map(({ name, title }) => [name, title]))]
  const countOf = (name: string) =>
    all.filter((one) => one.name === name).reduce((sum, { count }) => sum + count, 0)
  const total = all.reduce((sum, { count }) => sum + count, 0)
  return [
    { href: '/retries', title: 'All', count: total, current: chosen === undefined },
    ...names.map(([name, title]) => ({
      href: `/retries?process=${name}`,
      title,
      count: countOf(name),
      current: chosen === name,
    })),
  ]
}

/** What is stuck, by process, step and what it says; and many of it tried again at once. */
export const retriesPage: Page = {
  path: '/retries',
  view: 'help-desk/retries.njk',
  by: { receptionist: 'clinic', dispenser: 'clinic', manager: 'clinic', admin: 'clinic' },
  creates: 'retry',
  async read(context) {
    const all = await context.ask(stuckGroups(undefined))
    const name = all.find((one) => one.name === context.query['process'])?.name
    const groups = all.filter((one) => name === undefined || one.name === name)
    const retries = await context.ask(latestRetries(latestMax))
    const offers = groups.length > 0 ? await context.offersToCreate('retry', {}) : []
    return {
      title: 'Stuck in the same way',
      back: { rel: 'cases', href: '/cases', title: 'Help desk' },
      links: [],
      offers,
      state: { groups: groups.length, stuck: groups.reduce((sum, { count }) => sum + count, 0) },
      print: {
        filters: filtersOf(all, name),
        list: groups.length > 0 ? groupsTable(context, groups, offers.length > 0) : undefined,
        tried: retries.length > 0 ? retriesTable(context, retries) : undefined,
      },
      embedded: {
        stuck: groups.map((one) => ({
          ...one,
          href: formHref(one),
          since: context.say.moment(one.since),
        })),
        retry: retries.map(({ id, state, count, tried, wentOn }) => ({
          href: `/retries/${id}`,
          state,
          count,
          tried,
          wentOn,
        })),
      },
    }
  },
}
