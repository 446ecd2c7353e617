import { stateOf } from '#kernel/moves.ts'
import type { Link, Page, PageContext } from '#kernel/page.ts'
import { timelineOf } from '#kernel/progress.ts'
import { mapQuery } from '#kernel/query.ts'
import { caseAbout, type ProcessRow, processesWithId } from '../projections/case-queries.ts'
import { type KnownProcess, readProcess } from './known-process.ts'
import { drawMap } from './map-drawing.ts'
import { mapHref } from './map-page.ts'
import { processStatus } from './process-status.ts'
import { readTimeline, windowOf } from './process-timeline.ts'
import { detailedSteps, undoable } from './step-details.ts'

/** Processes can share an id: the first begun is what the others came of. */
function chosenOf(found: readonly ProcessRow[], name: string | undefined): ProcessRow | undefined {
  return found.find((one) => one.name === name) ?? found[0]
}

async function linksOf(
  context: PageContext,
  row: ProcessRow,
  others: readonly ProcessRow[],
): Promise<readonly Link[]> {
  const known = await context.ask(caseAbout(row.stream))
  const about = known
    ? [{ rel: 'case', href: `/cases/${known.id}`, title: `See case ${known.number}` }]
    : []
  const command = {
    rel: 'command',
    href: `/commands/${row.command}`,
    title: 'The command that began it',
  }
  const same = others
    .filter(({ name }) => name !== row.name)
    .map(({ id, name, title }) => ({
      rel: 'process',
      href: `/processes/${id}?name=${name}`,
      title: `${title}, under the same id`,
    }))
  const events = {
    rel: 'events',
    href: `/processes/${row.id}/events?name=${row.name}`,
    title: 'What happened, step by step',
  }
  const map = {
    rel: 'process-map',
    href: mapHref(row.name),
    title: 'The map of its states, with every way',
  }
  return [...about, command, events, map, ...same]
}

function factsOf({ say }: PageContext, { row, waitsFor }: KnownProcess) {
  const person = row.person ? [{ title: 'For', text: say.name(row.person) }] : []
  const waits = waitsFor ? [{ title: 'Waits for', text: waitsFor }] : []
  return [
    ...person,
    { title: 'Begun by', text: say.name(row.actor), remark: say.moment(row.beganAt).text },
    { title: 'Changed', text: say.moment(row.changedAt).text },
    ...waits,
  ]
}

function commandsOf({ told }: KnownProcess) {
  return told.life.steps.map(({ step, intent, target, attempt, command }) => ({
    cells: [
      { text: step, strong: true },
      { text: intent, href: `/commands/${command}` },
      { text: target },
      { text: String(attempt) },
    ],
  }))
}

function commandsTable(known: KnownProcess) {
  const rows = commandsOf(known)
  if (rows.length === 0) return undefined
  return {
    caption: 'Commands sent',
    scroll: true,
    columns: [
      { title: 'Step', kind: 'text' },
      { title: 'Intent', kind: 'text' },
      { title: 'Sent to', kind: 'text' },
      { title: 'Tries', kind: 'number' },
    ],
    groups: [{ rows }],
  }
}

/** The map of its states with the one it stands in, by the same rule as the map itself. */
function mapOf(context: PageContext, { row, told }: KnownProcess) {
  const [process, map] = [context.process(row.name), context.processMap(row.name)]
  if (!process || !map) return undefined
  const here = { state: stateOf(process, told), isStuck: told.life.stuck !== null }
  return drawMap(map, `“${row.title}”`, here)
}

/** One process: what was done, what was not, the last error, and all it sent and took note of. */
export const processPage: Page = {
  path: '/processes/:id',
  view: 'help-desk/process.njk',
  by: { receptionist: 'clinic', dispenser: 'clinic', manager: 'clinic', admin: 'clinic' },
  thing: 'process',
  streamOf: (id, { name }) =>
    mapQuery(processesWithId(id), (found) => chosenOf(found, name)?.stream),
  async read(context) {
    const { say } = context
    const found = await context.ask(processesWithId(context.params['id'] ?? ''))
    const row = chosenOf(found, context.query['name'])
    const known = row && (await readProcess(context, row))
    if (!row || !known) return undefined
    const { shown, pages } = windowOf(context, known)
    const timeline = await readTimeline(context, known, `“${row.title}”`)
    const process = context.process(row.name)
    const whose = row.person ? ` for ${say.name(row.person)}` : ''
    return {
      title: `${row.title}${whose}`,
      back: { rel: 'processes', href: '/processes', title: 'Processes' },
      links: await linksOf(context, row, found),
      state: {
        id: row.id,
        name: row.name,
        state: row.state,
        ...(row.endedAs ? { endedAs: row.endedAs } : {}),
        ...(known.told.life.stuck ? { stuck: known.told.life.stuck } : {}),
        began: say.moment(row.beganAt),
        ...(process ? { stands: stateOf(process, known.told) } : {}),
        steps: known.steps,
        timeline: timeline.lines,
        canBeUndone: undoable(known.told),
      },
      print: {
        status: processStatus(row),
        things: factsOf(context, known),
        progress: detailedSteps(known.steps, known.told, known.events, say),
        commands: commandsTable(known),
        picture: timeline.drawing,
        told: timeline.table,
        map: mapOf(context, known),
        pages: pages.back || pages.on ? pages : undefined,
        days: timelineOf(context, shown),
      },
    }
  },
}
