import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openClinic } from '../../testing/clinic.ts'
import { hiddenOf } from '../../testing/desk.ts'

const bob = {
  given: 'Bob',
  family: 'Tennant',
  'dob-day': '6',
  'dob-month': '5',
  'dob-year': '1990',
  email: 'bob@example.org',
  terms: 'yes',
}

/** Fills the form in as somebody whom nobody knows, and follows the answer. */
async function register(clinic: Awaited<ReturnType<typeof openClinic>>, typed: object) {
  const { html, status, headers } = await clinic.page('/patients/register-patient')
  assert.equal(status, 200)
  const hidden = hiddenOf(html, 'register-patient')
  const browser = /^fd=([^;]*)/.exec(headers.get('set-cookie') ?? '')?.[1]
  const sent = await clinic.send('/patients', { ...hidden, ...typed }, browser)
  assert.equal(sent.status, 303)
  const id = hidden['command-id'] ?? ''
  const answer = await clinic.page(sent.headers.get('location') ?? '', browser)
  return { id, command: await clinic.store.command(id), answer }
}

test('somebody whom nobody knows registers by themselves, and sees nobody else on the form', async (context) => {
  const clinic = await openClinic()
  context.after(() => clinic.close())
  const { html } = await clinic.page('/patients/register-patient')
  assert.ok(!html.includes('Santos'))
  const { id, command, answer } = await register(clinic, bob)
  assert.equal(answer.status, 200)
  assert.ok(answer.html.includes('Confirm your address'))
  assert.equal(command?.state, 'succeeded')
  assert.equal(command?.actor.role, 'visitor')
  assert.equal(await clinic.store.personOf(`wallet-${id}`), id)
})

test('whether somebody is on record is told to nobody', async (context) => {
  const clinic = await openClinic()
  context.after(() => clinic.close())
  const maria = { ...bob, given: 'Maria', family: 'Santos', 'dob-day': '3', 'dob-month': '2' }
  const { command, answer } = await register(clinic, { ...maria, 'dob-year': '1980' })
  assert.ok(!answer.html.includes('There may already be a record'))
  assert.ok(answer.html.includes('href="/sign-in/mail"'))
  assert.deepEqual([command?.state, command?.outcome.code], ['rejected', 'perhaps-known'])
  assert.deepEqual(command?.outcome.facts, {})
})
