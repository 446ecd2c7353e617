import { deepEqual, equal, notEqual, ok } from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { machineRandom } from '#store/sqlite/random.ts'
import { type Access, openAccess } from './access.ts'

const minute = 60_000
const cheap = { memory: 8, passes: 1, lanes: 1 }
const now = 1_800_000_000_000
const staff = { kind: 'staff', role: 'receptionist', level: 'full', device: 'A browser' } as const

let folder = ''
let access: Access
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'frontdesk-access-'))
})
beforeEach(() => {
  access?.close()
  rmSync(folder, { recursive: true, force: true })
  folder = mkdtempSync(join(tmpdir(), 'frontdesk-access-'))
  access = openAccess({ folder, random: machineRandom(), cost: cheap })
})
after(() => {
  access.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a session is found by its token, and by nothing that lies in the file', () => {
  const { token, session } = access.sessions.begin({ ...staff, person: 'sam' }, now)
  equal(access.sessions.find(token, now, true)?.person, 'sam')
  equal(access.sessions.find(session.id, now, true), undefined)
  equal(access.sessions.find(token.slice(0, -1), now, true), undefined)
  access.close()
  const bytes = ['web.sqlite', 'web.sqlite-wal'].map((name) => {
    try {
      return readFileSync(join(folder, name)).toString('latin1')
    } catch {
      // The log was taken into the file when it was closed.
      return ''
    }
  })
  ok(!bytes.join('').includes(token.slice(2)))
  access = openAccess({ folder, random: machineRandom(), cost: cheap })
  equal(access.sessions.find(token, now, true)?.person, 'sam')
})

test('only the owner may read who is signed in', () => {
  equal(statSync(join(folder, 'web.sqlite')).mode & 0o777, 0o600)
})

test('staff who leave the desk for half an hour sign in again; polling keeps nobody in', () => {
  const { token } = access.sessions.begin({ ...staff, person: 'sam' }, now)
  ok(access.sessions.find(token, now + 29 * minute, true))
  ok(access.sessions.find(token, now + 58 * minute, false))
  equal(access.sessions.find(token, now + 60 * minute, true), undefined)
})

test('nobody of the staff stays signed in for longer than twelve hours, however busy', () => {
  const { token } = access.sessions.begin({ ...staff, person: 'sam' }, now)
  for (let at = now; at < now + 12 * 60 * minute; at += 20 * minute)
    ok(access.sessions.find(token, at, true))
  equal(access.sessions.find(token, now + 12 * 60 * minute, true), undefined)
})

test('patients have an hour of rest and a day', () => {
  const patient = { ...staff, kind: 'patient', role: 'patient' } as const
  const { token } = access.sessions.begin({ ...patient, person: 'maria' }, now)
  ok(access.sessions.find(token, now + 59 * minute, false))
  equal(access.sessions.find(token, now + 60 * minute, false), undefined)
})

test('a change of role goes on under a new token, and the old one is over', () => {
  const { token, session } = access.sessions.begin({ ...staff, person: 'sam' }, now)
  const next = access.sessions.renew(session.id, { role: 'manager' }, now + minute)
  notEqual(next.token, token)
  equal(access.sessions.find(token, now + minute, true), undefined)
  equal(access.sessions.whose(token), 'sam')
  const found = access.sessions.find(next.token, now + minute, true)
  deepEqual([found?.role, found?.begunAt, found?.provenAt], ['manager', now, now])
})

test('all of a person’s sessions end but the one they keep, and nobody else’s', () => {
  const [one, two] = [0, 1].map(() => access.sessions.begin({ ...staff, person: 'sam' }, now))
  const other = access.sessions.begin({ ...staff, person: 'nora' }, now)
  access.sessions.endAll('sam', now, one?.session.id)
  ok(access.sessions.find(one?.token ?? '', now, true))
  equal(access.sessions.find(two?.token ?? '', now, true), undefined)
  ok(access.sessions.find(other.token, now, true))
  equal(access.sessions.list('sam', now).length, 1)
})

test('what waits for a code waits five minutes', () => {
  const { token } = access.sessions.begin({ ...staff, level: 'code', person: 'sam' }, now)
  ok(access.sessions.find(token, now + 4 * minute, true))
  equal(access.sessions.find(token, now + 5 * minute, true), undefined)
})

test('a token of a machine works until it is revoked by whose it is', () => {
  const token = access.machineTokens.make('sam', 'The till', 'receptionist', now)
  const id = access.machineTokens.find(token, now)?.id ?? ''
  equal(access.machineTokens.revoke('nora', id), false)
  equal(access.machineTokens.find(token, now)?.name, 'The till')
  equal(access.machineTokens.revoke('sam', id), true)
  equal(access.machineTokens.find(token, now), undefined)
})
