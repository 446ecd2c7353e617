import type { Envelope } from '#kernel/event.ts'
import { projection, type Write, write } from '#kernel/projection.ts'
import type { TillEvents } from '../till-events.ts'

const closing = `INSERT INTO {till_closings}
  (number, position, at, actor, expected, counted, difference, explanation) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`

/**
 * When the till was closed: what was posted since the last time is what the next one is about. Sums are of
 * all methods together; each alone stands in the event.
 */
export const tillModel = projection({
  name: 'till',
  version: 1,
  mode: 'inline',
  types: ['TillClosed'],
  tables: {
    till_closings: {
      columns: {
        number: 'integer',
        position: 'integer',
        at: 'integer',
        actor: 'text',
        expected: 'integer',
        counted: 'integer',
        difference: 'integer',
        explanation: 'text',
      },
      key: ['number'],
    },
  },
  apply(event) {
    const { data, position, at, actor } = event as Envelope<
      Extract<TillEvents, { type: 'TillClosed' }>
    >
    const sum = (counts: object) => Object.values(counts).reduce((all, one) => all + one, 0)
    const { number, expected, counted, difference, explanation } = data
    const sums: readonly number[] = [sum(expected), sum(counted), sum(difference)]
    const one: Write = write(closing, number, position, at, actor, ...sums, explanation)
    return [one]
  },
})
