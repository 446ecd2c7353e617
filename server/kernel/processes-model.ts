import { type Envelope, idOf } from './event.ts'
import type { AnyProcess } from './process.ts'
import { processName } from './process.ts'
import type { ProcessEvent } from './process-events.ts'
import { type Projection, projection, type Write, write } from './projection.ts'

function began(event: Envelope, title: string): Write {
  const { actor, command, person } = event.data as {
    actor: string
    command: string
    person: string | null
  }
  const name = processName(event.stream)
  return write(
    `INSERT INTO {processes} (id, stream, name, title, state, ended_as, step, error, person, actor, command, correlation, began_at, changed_at)
     VALUES (?, ?, ?, ?, 'running', NULL, NULL, NULL, ?, ?, ?, ?, ?, ?) ON CONFLICT (stream) DO NOTHING`,
    idOf(event.stream),
    event.stream,
    name,
    title,
    person,
    actor,
    command,
    event.correlation,
    event.at,
    event.at,
  )
}

function set(event: Envelope, assignments: string, ...args: (string | null)[]): Write {
  return write(
    `UPDATE {processes} SET ${assignments}, changed_at = ? WHERE stream = ?`,
    ...args,
    event.at,
    event.stream,
  )
}

/** A step is under way (again): what is stuck at another one stays so. */
function goesOn(event: Envelope, step: string, state: 'running' | 'compensating'): Write {
  const isOther = `state = 'stuck' AND step NOT IN ('', ?)`
  return set(
    event,
    `state = CASE WHEN ${isOther} THEN state WHEN state = 'stuck' THEN ? ELSE state END,
      error = CASE WHEN ${isOther} THEN error ELSE NULL END, step = CASE WHEN ${isOther} THEN step ELSE ? END`,
    ...[step, state, step, step, step],
  )
}

function changed(event: Envelope): readonly Write[] {
  const { type, data } = event as unknown as ProcessEvent
  switch (type) {
    case 'StepSent':
      return [goesOn(event, data.step, data.undoes === undefined ? 'running' : 'compensating')]
    case 'StepAskedAgain':
      return [goesOn(event, data.step, data.step.startsWith('undo:') ? 'compensating' : 'running')]
    case 'SettlementStarted':
      return [set(event, `state = 'running', error = NULL`)]
    case 'StepFailed':
      return [
        set(
          event,
          `step = CASE state WHEN 'stuck' THEN step ELSE ? END, error = CASE state WHEN 'stuck' THEN error ELSE ? END`,
          data.step,
          data.error,
        ),
      ]
    case 'StepSucceeded':
    case 'StepRejected':
      return [goesOn(event, data.step, 'running')]
    case 'StepUndone':
      return [goesOn(event, `undo:${data.step}`, 'compensating')]
    case 'CompensationStarted':
      return [set(event, `state = 'compensating'`)]
    case 'CompensationEnded':
    case 'CompensationOvertaken':
      return [set(event, `state = 'running'`)]
    case 'ProcessStuck':
      return [set(event, `state = 'stuck', step = ?, error = ?`, data.step, data.error)]
    case 'ProcessEnded':
      return [set(event, `state = 'ended', ended_as = ?, error = NULL`, data.as)]
    default:
      return []
  }
}

/** The kernel's own read model: every process and how it stands. Whose it is stands in `streams`. */
export function processesModel(processes: readonly AnyProcess[]): Projection {
  const titles = new Map(processes.map(({ name, title }) => [name, title]))
  return projection({
    name: 'processes',
    version: 3,
    mode: 'inline',
    types: [
      'EventNoted',
      'StepSent',
      'StepAskedAgain',
      'StepFailed',
      'StepSucceeded',
      'StepRejected',
      'StepUndone',
      'CompensationStarted',
      'CompensationEnded',
      'CompensationOvertaken',
      'SettlementStarted',
      'ProcessStuck',
      'ProcessEnded',
    ],
    tables: {
      processes: {
        columns: {
          stream: 'text',
          id: 'text',
          name: 'text',
          title: 'text',
          state: 'text',
          ended_as: 'text?',
          step: 'text?',
          error: 'text?',
          person: 'text?',
          actor: 'text',
          command: 'text',
          correlation: 'text',
          began_at: 'integer',
          changed_at: 'integer',
        },
        key: ['stream'],
        indexes: [['id'], ['state', 'began_at'], ['command'], ['person']],
      },
    },
    apply(event) {
      if (event.type !== 'EventNoted') return changed(event)
      return event.version === 1 ? [began(event, titles.get(processName(event.stream)) ?? '')] : []
    },
  })
}
