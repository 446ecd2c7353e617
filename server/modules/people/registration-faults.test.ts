import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Envelope, idOf } from '#kernel/event.ts'
import { storyId } from '#kernel/story.ts'
import { walletStream } from '#modules/wallets/published.ts'
import { type FaultyClinic, openFaultyClinic, type Strikes } from '../../testing/faulty-clinic.ts'
import { registrationStream } from './published.ts'

const sam = { id: storyId(91), role: 'receptionist', onBehalfOf: null }
const bob = storyId(1)
const form = {
  given: 'Bob',
  family: 'Tennant',
  dob: '1990-05-06',
  email: 'bob@example.org',
  phone: '',
  noEmail: null,
  guardian: null,
  terms: true,
  anyway: null,
}
const day = 24 * 3_600_000

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

type Kind = 'refuse' | 'hang' | 'lose' | 'crash' | 'fail'
const kinds: readonly Kind[] = ['refuse', 'hang', 'lose', 'crash', 'fail']
const times = [1, 2, 100]

/** Strikes an intent of Bob's registration so many times, as often as it is tried or asked for. */
function striking(intent: string, kind: Kind, often: number): Strikes {
  let crashes = 0
  return (struck) => {
    if (struck.intent !== intent || idOf(struck.target) !== bob) return undefined
    if (kind === 'refuse') return { do: 'refuse' }
    if (kind === 'fail') return struck.attempt <= often ? 'It does not work' : undefined
    if (kind !== 'crash') return struck.asked < often ? { do: kind } : undefined
    crashes += 1
    return crashes <= Math.min(often, 3) ? 'crash' : undefined
  }
}

/** One after the other, whichever strikes first. */
const both =
  (one: Strikes, other: Strikes): Strikes =>
  (struck) =>
    one(struck) ?? other(struck)

async function register(strikes: Strikes, withCrash: boolean): Promise<FaultyClinic> {
  const clinic = await openFaultyClinic(strikes)
  await clinic.ask(sam, 'register-patient', registrationStream(bob), form, bob)
  if (withCrash) await clinic.crash()
  await clinic.pass(60_000)
  if (withCrash) await clinic.crash()
  await clinic.pass(day)
  return clinic
}

/** At no moment two wallets, or a wallet without the person's record. */
function neverAlone(events: readonly Envelope[]): void {
  let [records, wallets] = [0, 0]
  for (const { type, position } of events) {
    if (type === 'PersonRegistered') records += 1
    if (type === 'PersonWithdrawn') records -= 1
    if (type === 'WalletOpened') wallets += 1
    if (type === 'NewWalletClosed') wallets -= 1
    assert.ok(wallets <= records && records <= 1, `${wallets} of ${records} at ${position}`)
  }
}

const counted = (events: readonly Envelope[], type: string) =>
  events.filter((event) => event.type === type).length

type Ending = 'completed' | 'compensated' | 'stuck'

/** How it ended, which must be one of three ways, and nothing may be out of place. */
async function endingOf(clinic: FaultyClinic): Promise<Ending> {
  const [events, command] = [await clinic.events(), await clinic.command(bob)]
  neverAlone(events)
  assert.deepEqual(await clinic.breaches(), [])
  const own = events.filter(({ stream }) => stream === `process.registration-${bob}`)
  const cases = events.filter(
    ({ type, data }) =>
      type === 'CaseOpened' &&
      (data as { about: { stream: string } }).about.stream === own[0]?.stream,
  )
  const ended = own.find(({ type }) => type === 'ProcessEnded')?.data as { as: string } | undefined
  if (!ended) {
    assert.equal(command?.state, 'in-progress')
    assert.equal(counted(own, 'ProcessStuck'), 1)
    assert.equal(cases.length, 1)
    return 'stuck'
  }
  assert.equal(command?.state, ended.as === 'completed' ? 'succeeded' : 'rejected')
  assert.equal(cases.length, 0)
  const left = ended.as === 'completed' ? 1 : 0
  for (const [made, undone] of [
    ['PersonRegistered', 'PersonWithdrawn'],
    ['WalletOpened', 'NewWalletClosed'],
    ['MessageQueued', 'MessageWithdrawn'],
    ['EmailConfirmationRequested', 'EmailConfirmationWithdrawn'],
  ] as const) {
    assert.equal(counted(events, made) - counted(events, undone), left, made)
  }
  return ended.as as Ending
}

/** What a fault that strikes so often leads to: an answer in the end, or nobody to give one. */
function expected(kind: Kind, often: number): Ending {
  if (kind === 'refuse') return 'compensated'
  return often === 100 && kind !== 'crash' ? 'stuck' : 'completed'
}

for (const intent of forward) {
  for (const kind of kinds) {
    test(`${intent} that is struck by ${kind} leaves a whole registration, nothing, or one case`, async () => {
      for (const often of kind === 'refuse' ? [1] : times) {
        for (const withCrash of [false, true]) {
          const clinic = await register(striking(intent, kind, often), withCrash)
          assert.equal(await endingOf(clinic), expected(kind, often), `${often} times`)
          await clinic.close()
        }
      }
    })
  }
}

for (const intent of backward) {
  for (const kind of kinds) {
    test(`${intent} that is struck by ${kind} while all is undone ends as it should, or in one case`, async () => {
      const refused = striking('complete-registration', 'refuse', 1)
      for (const often of kind === 'refuse' ? [1] : times) {
        const clinic = await register(both(refused, striking(intent, kind, often)), true)
        // Whatever else is undone by then, a registration that cannot be declined has left nothing behind.
        const isRefused = kind === 'refuse' && intent !== 'decline-registration'
        const isStuck = isRefused || (often === 100 && kind !== 'crash')
        const ending = isStuck ? 'stuck' : 'compensated'
        assert.equal(await endingOf(clinic), ending, `${often} times`)
        await clinic.close()
      }
    })
  }
}

test('two faults at two steps end well too', async () => {
  const pairs = [
    ['record-person', 'hang', 'open-wallet', 'lose'],
    ['open-wallet', 'hang', 'open-wallet', 'fail'],
    ['open-wallet', 'lose', 'complete-registration', 'crash'],
    ['send-message', 'crash', 'request-confirmation', 'fail'],
  ] as const
  for (const [one, kind, other, also] of pairs) {
    const strikes = both(striking(one, kind, 1), striking(other, also, 2))
    const clinic = await register(strikes, true)
    assert.equal(await endingOf(clinic), 'completed', `${one} ${kind}, ${other} ${also}`)
    await clinic.close()
  }
})

test('a record that something else has happened to is not taken back, and somebody is asked', async () => {
  const clinic = await openFaultyClinic(
    both(
      striking('complete-registration', 'hang', 1),
      striking('complete-registration', 'refuse', 1),
    ),
  )
  await clinic.ask(sam, 'register-patient', registrationStream(bob), form, bob)
  const paid = { amount: 500, method: 'cash', reference: '', second: false }
  await clinic.ask(sam, 'top-up-wallet', walletStream(bob), paid, storyId(2))
  await clinic.pass(day)
  const events = await clinic.events()
  neverAlone(events)
  assert.deepEqual(await clinic.breaches(), [])
  assert.equal(counted(events, 'NewWalletClosed'), 0)
  assert.equal(counted(events, 'CaseOpened'), 1)
  await clinic.close()
})
