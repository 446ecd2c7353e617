import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openClinic, signedIn } from '../../testing/clinic.ts'
import { openDesk } from '../../testing/desk.ts'
import { switchesForm, turnSwitches } from './switches.ts'

const registration = { name: 'registration', title: 'Registration' }
const step = { intent: 'open-wallet', title: 'Open the wallet', kind: 'none', times: 0 }

function openWorkshop() {
  const turned: (readonly [string, string, string, number])[] = []
  const workshop = {
    processes: () => [registration],
    steps: () => [step],
    turn: (...switched: readonly [string, string, string, number]) => void turned.push(switched),
  }
  return { turned, workshop }
}

test('a switch is turned as the form says, and one that is left out stays', () => {
  const { turned, workshop } = openWorkshop()
  assert.ok(turnSwitches(workshop, 'registration', { 'at-open-wallet': 'fail-2' }))
  assert.ok(turnSwitches(workshop, 'registration', {}))
  assert.deepEqual(turned, [['registration', 'open-wallet', 'fail', 2]])
})

test('what is not on the list turns nothing, and the form says so', () => {
  const { turned, workshop } = openWorkshop()
  assert.equal(turnSwitches(workshop, 'registration', { 'at-open-wallet': 'fail-9999' }), false)
  assert.deepEqual(turned, [])
  const { errors } = switchesForm([step], registration, { 'at-open-wallet': 'fail-9999' })
  assert.deepEqual(
    errors.map(({ field }) => field),
    ['at-open-wallet'],
  )
})

test('a demo whose writer was given no switches has no workshop', async (context) => {
  const clinic = await openDesk()
  context.after(() => clinic.close())
  for (const path of ['/workshop', '/workshop/01900000-0000-7000-8000-000000000001']) {
    assert.equal((await clinic.page(path, 'nora')).status, 404)
  }
  assert.equal((await clinic.send('/workshop', { 'at-open-wallet': 'hang-1' }, 'nora')).status, 404)
})

test('a real clinic has no workshop, whoever asks', async (context) => {
  const clinic = await openClinic()
  context.after(() => clinic.close())
  const sam = await signedIn(clinic, 'sam')
  assert.equal((await clinic.page('/patients', sam)).status, 200)
  for (const path of ['/workshop', '/workshop/01900000-0000-7000-8000-000000000001']) {
    assert.equal((await clinic.page(path, sam)).status, 404)
  }
  assert.equal((await clinic.send('/workshop', { 'at-open-wallet': 'hang-1' }, sam)).status, 404)
})
