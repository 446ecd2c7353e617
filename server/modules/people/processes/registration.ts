import { idOf } from '#kernel/event.ts'
import { type Act, process, type Signal } from '#kernel/process.ts'
import { messageStream, type SendMessage } from '#modules/notices/published.ts'
import { walletStream } from '#modules/wallets/published.ts'
import { confirmationPath, confirmationSecret } from '../confirmation.ts'
import { personStream, registrationStream } from '../published.ts'
import { registrationPhases, registrationPlan } from './registration-plan.ts'
import { registrationSettlements } from './registration-settlements.ts'

export type RegistrationProcess = {
  readonly person: string
  readonly hasEmail: boolean
  readonly phase: 'forward' | 'undoing' | 'ended'
  /** Why it comes to nothing. */
  readonly why: { readonly code: string; readonly facts: object } | null
}

type Send = Extract<Act, { do: 'send' }>

/** What a refusal of each step is called where somebody reads it. */
const refusalOf: Readonly<Record<string, string>> = {
  'record-person': 'no-record',
  'open-wallet': 'no-wallet',
  'send-welcome': 'no-welcome',
  'request-confirmation': 'no-confirmation',
  'complete-registration': 'not-completed',
}

/**
 * Whose record it is has the same id, and so has the message: a welcome is written once. Its link is the one
 * that confirms the address, since nothing else may go to an address that nobody confirmed.
 */
function welcome(person: string): Send {
  const data: SendMessage = {
    person,
    kind: 'account',
    template: 'welcome',
    to: '',
    facts: {},
    link: { path: confirmationPath(person, person), secret: confirmationSecret(person) },
  }
  const target = messageStream(person)
  return { do: 'send', step: 'send-welcome', intent: 'send-message', target, data }
}

/** All it takes, in order. Nobody is written to who has no e-mail address. */
function forwardSteps({ person, hasEmail }: RegistrationProcess): readonly Send[] {
  const step = (name: string, target: string, data: object): Send => ({
    do: 'send',
    step: name,
    intent: name,
    target,
    data,
  })
  return [
    step('record-person', personStream(person), { person }),
    step('open-wallet', walletStream(person), { person }),
    ...(hasEmail ? [welcome(person)] : []),
    ...(hasEmail ? [step('request-confirmation', personStream(person), {})] : []),
    step('complete-registration', registrationStream(person), { person }),
  ]
}

const doneBefore = ['open-wallet', 'send-welcome']

/** A wallet that is open already, or a welcome that is written, is what was wanted. */
function isGoodEnough({ type, data }: Signal): boolean {
  const isThere = doneBefore.includes(String(data['step'])) && data['code'] === 'exists'
  return type === 'StepRejected' && isThere
}

function evolve(state: RegistrationProcess, signal: Signal): RegistrationProcess {
  const { type, data, stream } = signal
  switch (type) {
    case 'RegistrationStarted':
      return { ...state, person: idOf(stream), hasEmail: data['hasEmail'] === true }
    // How a registration began before it had a stream of its own.
    case 'PersonRegistered':
      return state.person === '' ? { ...state, person: idOf(stream) } : state
    case 'StepRejected':
      return state.phase === 'forward' && !isGoodEnough(signal) ? declined(state, data) : state
    case 'CompensationStarted':
      // Not begun by a refusal: somebody at the help desk asked for it.
      return state.phase === 'forward'
        ? { ...state, phase: 'undoing', why: { code: 'undone', facts: {} } }
        : state
    default:
      return state
  }
}

function declined(state: RegistrationProcess, data: Signal['data']): RegistrationProcess {
  const code = String(data['code'])
  const isLookalike = code === 'possible-duplicate'
  const why = {
    code: isLookalike ? code : (refusalOf[String(data['step'])] ?? 'undone'),
    facts: isLookalike ? (data['facts'] as object) : {},
  }
  return { ...state, phase: 'undoing', why }
}

function react(state: RegistrationProcess, signal: Signal): readonly Act[] {
  const { type, data } = signal
  switch (type) {
    case 'RegistrationStarted':
      return forwardSteps(state).slice(0, 1)
    case 'StepSucceeded':
      return data['step'] === 'decline-registration'
        ? ending(state)
        : afterSuccess(state, String(data['step']))
    case 'StepRejected':
      return afterRefusal(state, signal)
    case 'CompensationEnded':
      return [decline(state)]
    default:
      return []
  }
}

function afterSuccess(state: RegistrationProcess, step: string): readonly Act[] {
  const steps = forwardSteps(state)
  const next = steps[steps.findIndex((one) => one.step === step) + 1]
  if (next) return [next]
  return [
    { do: 'answer', as: 'succeeded', facts: { person: state.person } },
    { do: 'end', as: 'completed' },
  ]
}

function afterRefusal(state: RegistrationProcess, signal: Signal): readonly Act[] {
  const step = String(signal.data['step'])
  // All is undone by then; only its own stream does not say so.
  if (step === 'decline-registration') return ending(state)
  if (isGoodEnough(signal)) return afterSuccess(state, step)
  return [{ do: 'compensate', reason: `${step} was refused` }]
}

function decline({ person, why }: RegistrationProcess): Act {
  const step = 'decline-registration'
  const target = registrationStream(person)
  return { do: 'send', step, intent: step, target, data: why ?? { code: 'undone', facts: {} } }
}

function ending({ why }: RegistrationProcess): readonly Act[] {
  return [
    { do: 'answer', as: 'rejected', code: why?.code ?? 'undone', facts: why?.facts ?? {} },
    { do: 'end', as: 'compensated' },
  ]
}

/**
 * Registers a patient over three modules: the record, the wallet, the welcome by mail, the question to
 * confirm the address. Each step may be sent again without being done twice. One that is refused has all
 * before it undone, newest first, so that there is never a record without a wallet for good, nor the reverse.
 */
export const registration = process<RegistrationProcess>({
  name: 'registration',
  version: 2,
  title: 'Registration',
  types: ['RegistrationStarted'],
  begins: ['RegistrationStarted'],
  route: ({ stream }) => idOf(stream),
  initialState: { person: '', hasEmail: false, phase: 'forward', why: null },
  evolve,
  react,
  plan: registrationPlan,
  waitsFor: () => undefined,
  settlements: registrationSettlements,
  phases: registrationPhases,
  phase: ({ phase }, [step = '']) =>
    phase === 'undoing' && step !== 'decline-registration' ? 'undoing' : step,
  examples: [true, false].map((hasEmail) => ({
    type: 'RegistrationStarted',
    stream: registrationStream('01900000-0000-7000-8000-000000000001'),
    data: { hasEmail },
  })),
})
