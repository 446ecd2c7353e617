import { type Envelope, idOf } from '#kernel/event.ts'
import { projection, type Table, type Write, write } from '#kernel/projection.ts'
import type { CaseEvents } from '../events.ts'

const tables: Readonly<Record<string, Table>> = {
  cases: {
    columns: {
      id: 'text',
      number: 'integer',
      about_kind: 'text',
      about_stream: 'text?',
      href: 'text?',
      process: 'text',
      step: 'text',
      error: 'text',
      tries: 'integer',
      state: 'text',
      opened_at: 'integer',
      changed_at: 'integer',
      closed_at: 'integer?',
      person: 'text?',
      reporter: 'text?',
      title: 'text',
      told: 'text',
      taken_by: 'text?',
      taken_at: 'integer?',
      asked: 'integer',
    },
    key: ['id'],
    indexes: [['state', 'opened_at'], ['person'], ['href', 'state'], ['taken_by', 'state']],
    unique: [
      { columns: ['number'], refusal: 'case-number-used' },
      { columns: ['about_stream'], refusal: 'case-open' },
    ],
  },
}

// Counted by position, so that a rebuild gives each case the number people call it by.
const openCase = `INSERT INTO {cases} (id, number, about_kind, about_stream, href, process, step, error, tries, state,
    opened_at, changed_at, person, reporter, title, told, asked)
  VALUES (?, (SELECT COALESCE(MAX(number), 0) + 1 FROM {cases}), ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?, ?, ?, ?, ?)`
const forget = `UPDATE {cases} SET title = '', told = '' WHERE person = ?`

/** How much of what somebody told stands in a list. */
const toldMax = 160

function opened(id: string, at: number, data: Extract<CaseEvents, { type: 'CaseOpened' }>['data']) {
  const { about, process, step, error, tries, person, reporter } = data
  // What is personal is null once somebody is erased.
  const [title, what]: readonly (string | null)[] = [data.title, data.what]
  return write(
    openCase,
    id,
    about.kind,
    about.kind === 'thing' ? null : about.stream,
    about.kind === 'thing' ? about.href : null,
    process,
    step,
    error,
    tries,
    at,
    at,
    person,
    reporter,
    title ?? '',
    (what ?? '').slice(0, toldMax),
    isQuestion(data) ? 1 : 0,
  )
}

function isQuestion({ person, reporter }: { person: string | null; reporter: string | null }) {
  return person !== null && reporter !== null
}

function set(event: Envelope, assignments: string, ...args: (string | number | null)[]): Write {
  const id = idOf(event.stream)
  return write(
    `UPDATE {cases} SET ${assignments}, changed_at = ? WHERE id = ?`,
    ...args,
    event.at,
    id,
  )
}

const ask = (event: Envelope): string => (event.role === 'patient' ? 'asked = 1' : 'asked = asked')

function changed(event: Envelope & CaseEvents): readonly Write[] {
  switch (event.type) {
    case 'CaseOpened':
      return [opened(idOf(event.stream), event.at, event.data)]
    case 'CaseTaken':
      return [set(event, 'taken_by = ?, taken_at = ?', event.actor, event.at)]
    case 'CasePassedOn':
      return [set(event, 'taken_by = ?, taken_at = ?', event.data.to, event.at)]
    case 'CaseNoted':
      return [set(event, ask(event))]
    case 'CaseAnswered':
      return [set(event, 'asked = 0')]
    case 'CaseClosed':
      return [set(event, `state = 'closed', asked = 0, closed_at = ?`, event.at)]
    case 'CaseReopened':
      return [set(event, `state = 'open', closed_at = NULL, ${ask(event)}`)]
    case 'CaseStuckAgain': {
      const { step, error, tries } = event.data
      return [set(event, `state = 'open', step = ?, error = ?, tries = ?`, step, error, tries)]
    }
    case 'StepRetried':
    case 'UndoStarted':
    case 'StepSettledByHand':
    case 'ApprovalRequested':
    case 'ApprovalGiven':
    case 'ApprovalDeclined':
      return [set(event, 'state = state')]
  }
}

/** The cases of the help desk with their numbers: how they stand, who has them, and who waits for an answer. */
export const casesProjection = projection({
  name: 'cases',
  version: 2,
  mode: 'inline',
  types: [
    'CaseOpened',
    'CaseTaken',
    'CasePassedOn',
    'CaseNoted',
    'CaseAnswered',
    'CaseClosed',
    'CaseReopened',
    'CaseStuckAgain',
    'StepRetried',
    'UndoStarted',
    'StepSettledByHand',
    'PersonErased',
  ],
  tables,
  apply(event): readonly Write[] {
    if (event.type === 'PersonErased') return [write(forget, idOf(event.stream))]
    return changed(event as Envelope & CaseEvents)
  },
})
