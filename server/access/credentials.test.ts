import { deepEqual, equal, match, notEqual, ok, rejects } from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { machineRandom } from '#store/sqlite/random.ts'
import { type Access, openAccess } from './access.ts'
import { codeAt, newCodesSecret } from './one-time-codes.ts'
import { refusedPassword } from './password-rules.ts'
import { createPasswords, TooManyAtOnce, usualCost } from './passwords.ts'
import { waitAfter } from './tries.ts'

const cheap = { memory: 8, passes: 1, lanes: 1 }
const now = 1_800_000_000_000
const second = 1_000
const minute = 60 * second

const folder = mkdtempSync(join(tmpdir(), 'frontdesk-access-'))
let access: Access
before(() => {
  access = openAccess({ folder, random: machineRandom(), cost: cheap })
})
after(() => {
  access.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a password is kept as argon2id at the cost that is usual', async () => {
  const passwords = createPasswords()
  const kept = await passwords.hash('over the hills and far')
  match(kept, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  notEqual(kept, await passwords.hash('over the hills and far'))
  deepEqual(await passwords.verify(kept, 'over the hills and far'), { ok: true, raise: false })
  deepEqual(await passwords.verify(kept, 'over the hills and fat'), { ok: false, raise: false })
  deepEqual(await passwords.verify(undefined, 'over the hills and far'), {
    ok: false,
    raise: false,
  })
})

test('a password that was kept too cheaply is raised when it is next typed', async () => {
  const kept = await createPasswords(cheap).hash('over the hills and far')
  deepEqual(await createPasswords(usualCost).verify(kept, 'over the hills and far'), {
    ok: true,
    raise: true,
  })
})

test('two passwords are worked on at once, twenty wait, and the next one is sent away', async () => {
  const passwords = createPasswords(cheap)
  const all = Array.from({ length: 22 }, () => passwords.hash('over the hills and far'))
  await rejects(passwords.hash('over the hills and far'), TooManyAtOnce)
  equal((await Promise.all(all)).length, 22)
  ok(await passwords.hash('over the hills and far'))
})

test('common passwords are refused, also in disguise, and those made of names', async () => {
  const names = ['Harbour Lane Clinic', 'Sam Pell', 'sam.pell@example.org']
  const fault = (password: string) => refusedPassword(password, names)
  equal(await fault('short'), 'short')
  equal(await fault('a'.repeat(129)), 'long')
  for (const common of ['passwordpassword', 'P@ssw0rd!!!2024', 'qwertyuiop123', '123456789012'])
    equal(await fault(common), 'common', common)
  for (const named of ['harbourlane2026', 'sam.pell-sam.pell', 'my.Clinic.Pell'])
    equal(await fault(named), 'name', named)
  for (const good of ['over the hills and far', 'Ünïcode grüße wörter', 'kh7#wq9!zzp4'])
    equal(await fault(good), undefined, good)
})

test('a one-time code is taken once, also the one before, and none from another time', () => {
  const secret = newCodesSecret(machineRandom())
  const { credentials } = access
  equal(credentials.beginCodes('sam', secret, '000000', now), codeAt(secret, now) === '000000')
  equal(credentials.beginCodes('sam', secret, codeAt(secret, now), now), true)
  equal(credentials.takeCode('sam', codeAt(secret, now), now), false)
  const at = now + 10 * minute
  const before = codeAt(secret, at - 30 * second)
  equal(credentials.takeCode('sam', codeAt(secret, at + 30 * second), at), false)
  equal(credentials.takeCode('sam', before, at), true)
  equal(credentials.takeCode('sam', before, at), false)
  equal(credentials.takeCode('sam', ` ${codeAt(secret, at)} `, at), true)
  equal(credentials.takeCode('sam', codeAt(secret, at), at), false)
  equal(credentials.takeCode('nora', codeAt(secret, at), at), false)
  deepEqual(
    ['', '12345', '1234567', 'abcdef'].map((code) => credentials.takeCode('sam', code, at)),
    [false, false, false, false],
  )
})

test('a recovery code works once, however it is typed, and new ones end the old', () => {
  const { credentials } = access
  const [first = '', other = ''] = credentials.makeRecoveryCodes('sam')
  match(first, /^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/)
  equal(credentials.takeRecoveryCode('nora', first, now), false)
  equal(credentials.takeRecoveryCode('sam', ` ${first.toUpperCase()} `, now), true)
  equal(credentials.takeRecoveryCode('sam', first, now), false)
  equal(credentials.factorsOf('sam').recoveryCodes, 9)
  credentials.makeRecoveryCodes('sam')
  equal(credentials.takeRecoveryCode('sam', other, now), false)
})

test('five slips cost nothing, then the wait doubles to a quarter of an hour and no further', () => {
  deepEqual(
    [4, 5, 6, 7, 14, 15, 10_000].map(waitAfter),
    [0, 1_000, 2_000, 4_000, 512_000, 900_000, 900_000],
  )
})

test('ten thousand wrong passwords never lock anybody out for longer than a quarter of an hour', async () => {
  await access.credentials.setPassword('kofi', 'over the hills and far', now)
  let at = now
  let tried = 0
  for (let guess = 0; guess < 10_000; guess += 1) {
    at += second
    // Each from another address, as a botnet would.
    if (access.tries.waitS('kofi@example.org', `198.51.100.${guess}`, at) > 0) continue
    tried += 1
    if (tried < 40) equal(await access.credentials.verifyPassword('kofi', `guess ${guess}`), false)
    access.tries.failed('kofi@example.org', `198.51.100.${guess}`, at)
  }
  ok(tried < 30, `${tried} guesses in ${10_000} seconds`)
  at += 15 * minute
  equal(access.tries.waitS('kofi@example.org', '203.0.113.9', at), 0)
  equal(await access.credentials.verifyPassword('kofi', 'over the hills and far'), true)
  access.tries.succeeded('kofi@example.org', '203.0.113.9')
  equal(access.tries.waitS('kofi@example.org', '203.0.113.9', at), 0)
})

test('fifty failures within a quarter of an hour close an address, and its successes do not count', () => {
  const address = '203.0.113.77'
  for (let index = 0; index < 50; index += 1) {
    equal(access.tries.waitS(`account-${index}`, address, now), 0, String(index))
    access.tries.failed(`account-${index}`, address, now)
    access.tries.failed('another', address, now)
    access.tries.succeeded('another', address)
  }
  equal(access.tries.waitS('fresh', address, now), 15 * 60)
  equal(access.tries.waitS('fresh', address, now + 15 * minute), 0)
})

test('a public form is sent ten times an hour from one address', () => {
  const again = (at: number) => access.tries.mayAgain('form', '203.0.113.5', 10, at)
  deepEqual(
    Array.from({ length: 11 }, () => again(now)),
    [...Array.from({ length: 10 }, () => true), false],
  )
  equal(again(now + 60 * minute), true)
})

test('a mailed link is used once, in time, with its own secret, and a new one ends it', () => {
  const { links } = access
  const secret = (id: string) => secretsOf(id)
  const first = links.open('sign-in', 'maria', 'browser', now)
  equal(links.find(first, secret(first), now + 9 * minute)?.person, 'maria')
  for (const wrong of ['', secret(first).slice(0, -1), secret('another')])
    equal(links.find(first, wrong, now), undefined)
  equal(links.find(first, secret(first), now + 10 * minute), undefined)
  const next = links.open('sign-in', 'maria', 'browser', now)
  equal(links.find(first, secret(first), now), undefined)
  deepEqual([links.use(next, now), links.use(next, now)], [true, false])
  equal(links.find(next, secret(next), now), undefined)
})

test('a held form is given back to whom it belongs, for a quarter of an hour', () => {
  const form = { path: '/orders', values: { intent: 'place-order', 'item-1': 'SOCK-M' } }
  const token = access.heldForms.hold('maria', form, now)
  deepEqual(access.heldForms.find(token, 'maria', now + 14 * minute), form)
  equal(access.heldForms.find(token, 'aisha', now), undefined)
  equal(access.heldForms.find(token, 'maria', now + 15 * minute), undefined)
})

test('a challenge is taken once, in time, by whom it was made for', () => {
  const { challenges } = access
  const made = challenges.make('browser', now)
  equal(challenges.take(made, 'another browser', now), false)
  equal(challenges.take(made, 'browser', now + 5 * minute), false)
  equal(challenges.take(`${made.slice(0, -1)}_`, 'browser', now), false)
  deepEqual(
    [challenges.take(made, 'browser', now), challenges.take(made, 'browser', now)],
    [true, false],
  )
})

test('who is forgotten can sign in by nothing', async () => {
  await access.credentials.setPassword('peter', 'over the hills and far', now)
  ok(access.credentials.anyOf(['peter']))
  access.credentials.forget('peter')
  equal(access.credentials.anyOf(['peter']), false)
  equal(await access.credentials.verifyPassword('peter', 'over the hills and far'), false)
})

function secretsOf(id: string): string {
  const { secretFor } = access.box
  return secretFor(`sign-in-link:${id}`)
}
