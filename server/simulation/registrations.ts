import { between, type Draw, drawsFrom, oneOf } from '#demo/random.ts'
import type { NewCommand } from '#kernel/command.ts'
import type { FaultyIntent, Scenario, Step, Task } from './scenario.ts'

type Registering = Extract<Task, { task: 'register' }>

const names = ['Bob', 'Cleo', 'Dana', 'Eve'] as const

const forward = [
  'record-person',
  'open-wallet',
  'send-message',
  'request-confirmation',
  'complete-registration',
]

const backward = [
  'withdraw-confirmation',
  'withdraw-message',
  'close-new-wallet',
  'withdraw-person',
  'decline-registration',
]

/** More times than anything is tried or asked for. */
const forEver = 10_000

function drawTask(draw: Draw): Registering {
  const name = oneOf(draw, names) ?? 'Bob'
  return { task: 'register', name, day: between(draw, 1, 3), hasEmail: draw() < 0.8 }
}

function drawFault(draw: Draw): FaultyIntent {
  // Without a refusal nothing is undone, so there are more of them.
  const how = oneOf(draw, ['fail', 'hang', 'lose', 'refuse', 'refuse'] as const) ?? 'fail'
  const tries = oneOf(draw, [1, 2, 5, forEver]) ?? 1
  const intent = oneOf(draw, draw() < 0.7 ? forward : backward) ?? ''
  return { intent, how, tries, share: 256 }
}

/**
 * The same scenario with registrations in between, and faults that strike them, drawn apart from all else:
 * half of the seeds have none.
 */
export function withRegistrations({ seed, faults, steps: before }: Scenario): Scenario {
  if (seed % 2 === 1) return { seed, faults, steps: before }
  const draw = drawsFrom(seed + 1_000_000_007)
  const more = Array.from({ length: between(draw, 1, 3) }, () => drawFault(draw))
  const all: Step[] = [...before]
  for (let count = between(draw, 1, 4); count > 0; count -= 1) {
    const by = draw() < 0.05 ? 'dispenser' : 'receptionist'
    const ask: Step = { do: 'ask', number: before.length + count, by, task: drawTask(draw) }
    all.splice(between(draw, 0, all.length), 0, ask)
  }
  return { seed, faults: [...faults, ...more], steps: all }
}

/** The form of a registration; the few names and days make some of them look alike. */
export function registering({ name, day, hasEmail }: Registering) {
  const data = {
    given: name,
    family: 'Tennant',
    dob: `1990-05-0${day}`,
    email: hasEmail ? `${name.toLowerCase()}@example.org` : '',
    phone: hasEmail ? '' : '07700 900142',
    noEmail: hasEmail ? null : 'Does not use it',
    guardian: null,
    terms: true,
    anyway: null,
  }
  return { intent: 'register-patient', target: '', data } satisfies Partial<NewCommand>
}
