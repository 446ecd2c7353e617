import { categoryOf, type Envelope, idOf, streamOf } from '#kernel/event.ts'
import {
  type Act,
  type PlannedStep,
  process,
  processCategory,
  type Signal,
} from '#kernel/process.ts'
import { caseIdOf } from '../case-id.ts'

/** What the case of a stuck process has to hear of. */
type CaseKeeping = {
  /** The stream of the process that the case is about. */
  readonly about: string
  readonly isOpen: boolean
  readonly isOver: boolean
  /** How often the process was stuck. */
  readonly times: number
}

// The desk's own processes go under the ids of what their cases are about.
const own = ['case-opening', 'case-keeping', 'case-answer'].map(processCategory)

function isOwn(stream: string): boolean {
  return own.includes(categoryOf(stream))
}

/** The case of the process that an event is of, or the one that was opened about a process. */
function route({ type, stream, data }: Envelope): string | undefined {
  if (type !== 'CaseOpened') return isOwn(stream) ? undefined : caseIdOf(stream)
  const { about } = data as { about: { readonly kind: string } }
  return about.kind === 'process' ? idOf(stream) : undefined
}

function evolve(state: CaseKeeping, { type, stream, data }: Signal): CaseKeeping {
  if (isOwn(stream)) return state
  if (type === 'CaseOpened') {
    const { about } = data as { about: { readonly stream?: string } }
    return { ...state, isOpen: state.isOpen || about.stream === state.about }
  }
  const about = state.about || stream
  if (stream !== about) return state
  if (type === 'ProcessStuck') return { ...state, about, times: state.times + 1 }
  return type === 'ProcessEnded' ? { ...state, isOver: true } : state
}

function stuckAgain({ times }: CaseKeeping, { stream, data }: Signal): readonly Act[] {
  const { step, error, tries } = data
  return [
    {
      do: 'send',
      step: `tell-case:${times}`,
      intent: 'tell-stuck-again',
      target: streamOf('case', caseIdOf(stream)),
      data: { step, error, tries },
    },
  ]
}

function close({ about }: CaseKeeping): readonly Act[] {
  const target = streamOf('case', caseIdOf(about))
  return [{ do: 'send', step: 'close-case', intent: 'close-ended-case', target, data: {} }]
}

function react(state: CaseKeeping, signal: Signal): readonly Act[] {
  const { type, stream, data } = signal
  switch (type) {
    case 'ProcessStuck':
      return stream === state.about && state.times > 1 ? stuckAgain(state, signal) : []
    case 'CaseOpened':
    case 'ProcessEnded':
      return !isOwn(stream) && state.isOpen && state.isOver ? close(state) : []
    case 'StepSucceeded':
      return data['step'] === 'close-case' ? [{ do: 'end', as: 'over' }] : []
    // Nothing more is written about whoever was erased meanwhile.
    case 'StepRejected':
      return data['step'] === 'close-case' ? [{ do: 'end', as: 'left-open' }] : []
    default:
      return []
  }
}

const plan: readonly PlannedStep[] = [
  {
    step: 'close-case',
    words: {
      todo: 'Close the case when all is over',
      doing: 'Closing the case',
      done: 'The case is closed',
    },
  },
]

const order = 'process.order-01900000-0000-7000-8000-000000000001'
const stuck = { process: 'order', step: 'price-order', error: 'No answer', tries: 6 }

/**
 * Keeps the case of a stuck process true to it: what is stuck again after a retry is told on the same case,
 * and once the process has ended the case closes, unless somebody waits for an answer.
 */
export const caseKeepingProcess = process<CaseKeeping>({
  name: 'case-keeping',
  version: 1,
  title: 'Keeping a case',
  types: ['ProcessStuck', 'ProcessEnded', 'CaseOpened'],
  begins: ['ProcessStuck'],
  route,
  initialState: { about: '', isOpen: false, isOver: false, times: 0 },
  evolve,
  react,
  plan: () => plan,
  // What is over before its case could be opened waits for the case, which is opened in the end.
  waitsFor: ({ isOpen, isOver }) => {
    if (!isOver) return 'Somebody at the help desk'
    return isOpen ? undefined : 'The case to be opened'
  },
  phases: { waiting: 'Somebody sees to it', closing: 'Closing the case' },
  phase: ({ isOver }) => (isOver ? 'closing' : 'waiting'),
  examples: [
    { type: 'ProcessStuck', stream: order, data: stuck },
    {
      type: 'CaseOpened',
      stream: 'case-01900000-0000-7000-8000-000000000001',
      data: { about: { kind: 'process', stream: order } },
    },
    { type: 'ProcessEnded', stream: order, data: { as: 'handed-over' } },
  ],
  // A case that nobody hears on would be a case too many.
  tireless: true,
})
