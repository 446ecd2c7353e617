import { type Envelope, idOf } from '#kernel/event.ts'
import { projection, type Table, type Write, write } from '#kernel/projection.ts'
import type { CaseEvents } from '../events.ts'

const tables: Readonly<Record<string, Table>> = {
  cases: {
    columns: {
      id: 'text',
      number: 'integer',
      about_kind: 'text',
      about_stream: 'text',
      process: 'text',
      step: 'text',
      error: 'text',
      tries: 'integer',
      state: 'text',
      opened_at: 'integer',
    },
    key: ['id'],
    indexes: [['state', 'opened_at']],
    unique: [
      { columns: ['number'], refusal: 'case-number-used' },
      { columns: ['about_stream'], refusal: 'case-open' },
    ],
  },
}

// Counted by position, so that a rebuild gives each case the number people call it by.
const openCase = `INSERT INTO {cases} (id, number, about_kind, about_stream, process, step, error, tries, state, opened_at)
  VALUES (?, (SELECT COALESCE(MAX(number), 0) + 1 FROM {cases}), ?, ?, ?, ?, ?, ?, 'open', ?)`

/** The cases of the help desk with their numbers. */
export const casesProjection = projection({
  name: 'cases',
  version: 1,
  mode: 'inline',
  types: ['CaseOpened'],
  tables,
  apply(envelope): readonly Write[] {
    const { stream, at, data } = envelope as Envelope & CaseEvents
    const { about, process, step, error, tries } = data
    const id = idOf(stream)
    return [write(openCase, id, about.kind, about.stream, process, step, error, tries, at)]
  },
})
