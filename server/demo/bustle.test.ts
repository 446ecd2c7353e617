import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { NewCommand } from '#kernel/command.ts'
import { register } from '#kernel/registry.ts'
import { openCases } from '#modules/help-desk/published.ts'
import { peopleByName } from '#modules/people/published.ts'
import { walletOf } from '#modules/wallets/published.ts'
import { clinicClock } from '#worker/clock.ts'
import { modules } from '../modules.ts'
import { type Bustle, doSomething, startBustle } from './bustle.ts'
import { instantOf } from './calendar.ts'
import { openSeeded } from './make.ts'
import { drawsFrom } from './random.ts'
import { stories } from './script/stories.ts'

const moment = instantOf('2026-11-23', '09:52')
const bench = ['start-preparing', 'mark-ready', 'put-back-preparation', 'hand-over-order']
const migrations = fileURLToPath(new URL('../../migrations', import.meta.url))

test('what happens by itself goes well, and touches nobody with a story', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-bustle-'))
  const store = await openSeeded({ folder, registry: register(modules), migrations, moment })
  const ends: string[] = []
  const done: string[] = []
  const receivers: unknown[] = []
  let now = moment
  const bustle: Bustle = {
    ask: (query) => store.query(query),
    clock: clinicClock(() => now),
    claimed: new Set(),
    async submit(command) {
      done.push(command.intent)
      if (command.intent === 'hand-over-order') {
        receivers.push((command.data as { receivedBy: string }).receivedBy)
      }
      const submission = await store.submit(command)
      ends.push(submission.kind === 'accepted' ? submission.command.state : submission.kind)
    },
  }
  const draw = drawsFrom(23)
  for (let each = 0; each < 120; each += 1) {
    now += 30_000
    await doSomething(bustle, draw)
  }
  assert.deepEqual([...new Set(ends)], ['succeeded'])
  assert.ok(ends.length > 100, `only ${ends.length} of 120`)
  assert.deepEqual(
    bench.filter((intent) => !done.includes(intent)),
    [],
  )
  assert.deepEqual([...new Set(receivers)].toSorted(), ['patient', 'proxy'])
  const people = await store.query(peopleByName())
  for (const { given, family, wallet, key } of stories) {
    const person = people.find((one) => one.given === given && one.family === family)
    const found = await store.query(walletOf(person?.id ?? ''))
    assert.equal(found?.paidIn, wallet.paidIn, key)
    assert.equal(found?.held, wallet.held, key)
  }
  assert.equal((await store.query(openCases())).length, 2)
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

test('it looks for something to do every half minute or so, pauses with the clock and stops', (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] })
  let wall = moment
  let asked = 0
  const clock = clinicClock(() => wall)
  const bustle: Bustle = {
    clock,
    claimed: new Set(),
    submit: async (_: NewCommand) => undefined,
    ask: () => {
      asked += 1
      return new Promise(() => undefined)
    },
  }
  const pass = (seconds: number) => {
    for (let each = 0; each < seconds; each += 1) {
      wall += 1000
      t.mock.timers.tick(1000)
    }
  }
  clock.set(moment, 0)
  const stopped = startBustle(bustle)
  pass(120)
  assert.equal(asked, 0)
  clock.set(moment, 1)
  pass(19)
  assert.equal(asked, 0)
  pass(22)
  assert.ok(asked > 0)
  stopped.stop()
  const before = asked
  pass(120)
  assert.equal(asked, before)
})
