import type { ProcessMap } from '#kernel/map.ts'
import type { Page, PageContext } from '#kernel/page.ts'
import { drawMap } from './map-drawing.ts'
import { numbered } from './map-plan.ts'
import { causesInWords, stateInWords } from './map-words.ts'

const staff = {
  receptionist: 'clinic',
  dispenser: 'clinic',
  manager: 'clinic',
  admin: 'clinic',
} as const

/** Where the map of a process's states is. */
export function mapHref(name: string): string {
  return `/processes/maps/${name}`
}

function rowsOf(map: ProcessMap) {
  return numbered(map).map(({ number, from, to, causes }) => ({
    number,
    from: stateInWords(map, from),
    to: stateInWords(map, to),
    when: causesInWords(causes).join('; or: '),
  }))
}

function tableOf(map: ProcessMap) {
  return {
    caption: 'The ways from state to state',
    scroll: true,
    columns: [
      { title: 'Number', kind: 'time' },
      { title: 'From', kind: 'text' },
      { title: 'To', kind: 'text' },
      { title: 'When', kind: 'text' },
    ],
    groups: [
      {
        rows: rowsOf(map).map(({ number, from, to, when }) => ({
          cells: [{ text: String(number) }, { text: from }, { text: to }, { text: when }],
        })),
      },
    ],
  }
}

function sticksIn({ states }: ProcessMap) {
  return states.filter(({ mayStick }) => mayStick).map(({ title }) => title)
}

/** A process's states and the ways between them, found out by trying its definition. */
export const processMapPage: Page = {
  path: '/processes/maps/:name',
  view: 'help-desk/process-map.njk',
  by: staff,
  async read(context: PageContext) {
    const name = context.params['name'] ?? ''
    const [process, map] = [context.process(name), context.processMap(name)]
    if (!process || !map) return undefined
    return {
      title: `The states of “${process.title}”`,
      back: { rel: 'process-maps', href: '/processes/maps', title: 'Maps of processes' },
      links: [
        {
          rel: 'processes',
          href: `/processes?name=${name}`,
          title: 'The processes of this kind',
        },
      ],
      state: { name, states: map.states, ends: map.ends, ways: rowsOf(map), isWhole: map.isWhole },
      print: {
        picture: drawMap(map, `“${process.title}”`),
        list: tableOf(map),
        sticks: sticksIn(map),
      },
    }
  },
}

/** The processes of the house, each with the way to its map. */
export const processMapsPage: Page = {
  path: '/processes/maps',
  view: 'help-desk/process-maps.njk',
  by: staff,
  async read({ processes }) {
    const maps = processes.map(({ name, title, phases = {} }) => {
      const count = Object.keys(phases).length
      const remark = count === 1 ? 'One state' : `${count} states`
      return { rel: 'process-map', href: mapHref(name), title, remark }
    })
    return {
      title: 'Maps of processes',
      back: { rel: 'processes', href: '/processes', title: 'Processes' },
      links: maps,
      state: { count: maps.length },
    }
  },
}
