import { categoryOf, type Envelope, streamOf } from '#kernel/event.ts'
import {
  type Act,
  type PlannedStep,
  process,
  processCategory,
  type Signal,
} from '#kernel/process.ts'
import { caseIdOf } from '../case-id.ts'
import type { OpenCase } from '../case-shape.ts'
import type { CaseAbout } from '../events.ts'

const name = 'case-opening'

type CaseOpening = {
  readonly about: CaseAbout | null
  readonly process: string
  readonly step: string
  readonly error: string
  readonly tries: number
  readonly person: string | null
}

/**
 * Which case an event concerns: the one of the process or command it is about. None is opened about
 * opening a case, or that would never end; none about a command of the system's, since its process
 * tries again and is stuck itself in the end.
 */
function route({ type, stream, role }: Envelope): string | undefined {
  if (type === 'ProcessStuck') return isOwn(stream) ? undefined : caseIdOf(stream)
  return role === 'system' ? undefined : caseIdOf(stream)
}

function isOwn(stream: string): boolean {
  return categoryOf(stream) === processCategory(name)
}

function evolve(state: CaseOpening, signal: Signal): CaseOpening {
  // The first thing that went wrong is what the case is about; its own troubles are none of it.
  if (state.about || isOwn(signal.stream)) return state
  if (signal.type === 'ProcessStuck') return stuck(signal)
  if (signal.type === 'CommandFailed') return failed(signal)
  return state
}

function stuck({ data, stream, person }: Signal): CaseOpening {
  return {
    about: { kind: 'process', stream },
    process: String(data['process']),
    step: String(data['step']),
    error: String(data['error']),
    tries: Number(data['tries']),
    person,
  }
}

function failed({ data, stream, person }: Signal): CaseOpening {
  const about = { kind: 'command', stream } as const
  return { about, process: 'command', step: '', error: String(data['error']), tries: 1, person }
}

function react(state: CaseOpening, { type, data, stream }: Signal): readonly Act[] {
  const { about, ...what } = state
  const isNews = type === 'ProcessStuck' || type === 'CommandFailed'
  const isAbout = about !== null && about.kind !== 'thing' && about.stream === stream
  if (isNews && isAbout && !isOwn(stream)) {
    const target = streamOf('case', caseIdOf(stream))
    const sent: OpenCase = { about, ...what, title: '' }
    return [{ do: 'send', step: 'open-case', intent: 'open-case', target, data: sent }]
  }
  if (type === 'StepSucceeded' && data['step'] === 'open-case') return [{ do: 'end', as: 'opened' }]
  return []
}

const plan: readonly PlannedStep[] = [
  {
    step: 'open-case',
    words: { todo: 'Open a case', doing: 'Opening a case', done: 'Case opened' },
  },
]

/** Opens one case for each process that is stuck and each person's command that failed. */
export const caseOpeningProcess = process<CaseOpening>({
  name,
  version: 1,
  title: 'Opening a case',
  types: ['ProcessStuck', 'CommandFailed'],
  begins: ['ProcessStuck', 'CommandFailed'],
  route,
  initialState: { about: null, process: '', step: '', error: '', tries: 0, person: null },
  evolve,
  react,
  plan: () => plan,
  waitsFor: () => undefined,
  phases: { opening: 'Opening the case' },
  phase: () => 'opening',
  examples: [
    {
      type: 'ProcessStuck',
      stream: 'process.order-01900000-0000-7000-8000-000000000001',
      data: { process: 'order', step: 'price-order', error: 'No answer', tries: 6 },
    },
    {
      type: 'CommandFailed',
      stream: 'command-01900000-0000-7000-8000-000000000001',
      data: { error: 'No answer' },
    },
  ],
  // What cannot even be put before people must not rest, or nobody would ever hear of it.
  tireless: true,
})
