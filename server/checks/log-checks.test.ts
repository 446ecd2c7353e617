import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Query, Row } from '#kernel/query.ts'
import { type LogSource, pagesOf } from './books.ts'
import { brokenAt, changed, find, noted, without } from './broken-log.ts'
import { triedClinic } from './tried-clinic.ts'

const clinic = await triedClinic()
after(() => clinic.remove())
const { rows } = clinic
const last = rows.at(-1) as Row

test('a morning at the clinic leaves nothing out of place', () => {
  assert.deepEqual(brokenAt(rows).all, [])
})

test('an event that is missing leaves a gap where it was', () => {
  const topUp = find(rows, 'TopUpRecorded')
  const next = Number(topUp['position']) + 1
  assert.deepEqual(brokenAt(without(rows, topUp)).of('L1')[0], [next, rows[next - 1]?.['stream']])
})

test('a version that was skipped is a gap in its stream', () => {
  const priced = find(rows, 'OrderPriced')
  const found = brokenAt(changed(rows, priced, { version: 4 }))
  assert.deepEqual(found.of('L1')[0], [priced['position'], priced['stream']])
})

test('a time before the time of the event before is told', () => {
  const priced = find(rows, 'OrderPriced')
  const found = brokenAt(changed(rows, priced, { at: Number(priced['at']) - 1 }))
  assert.deepEqual(found.of('L2'), [[priced['position'], priced['stream']]])
})

test('an event without an actor, a command or a correlation is told', () => {
  const topUp = find(rows, 'TopUpRecorded')
  const changes: readonly Row[] = [
    { actor: '' },
    { command_id: '' },
    { correlation: '' },
    { causation: null },
  ]
  for (const change of changes) {
    const found = brokenAt(changed(rows, topUp, change))
    assert.deepEqual(found.of('L3'), [[topUp['position'], topUp['stream']]])
  }
})

test('what caused an event stands before it', () => {
  const topUp = find(rows, 'TopUpRecorded')
  const found = brokenAt(changed(rows, topUp, { causation: Number(topUp['position']) }))
  assert.deepEqual(found.of('L3'), [[topUp['position'], topUp['stream']]])
})

test('a cancellation without a reason is told', () => {
  const started = find(rows, 'OrderCancellationStarted')
  const found = brokenAt(changed(rows, started, { data: JSON.stringify({ reason: ' ' }) }))
  assert.deepEqual(found.of('L3'), [[started['position'], started['stream']]])
})

test('an event that was changed breaks the chain at its place and nowhere else', () => {
  const topUp = find(rows, 'TopUpRecorded')
  const data = String(topUp['data']).replace('2500', '9500')
  const found = brokenAt(changed(rows, topUp, { data }))
  assert.deepEqual(found.of('L4'), [[topUp['position'], topUp['stream']]])
})

test('a log whose end was cut off is told by what was noted of it', () => {
  const cut = rows.slice(0, -5)
  assert.deepEqual(brokenAt(cut).of('L4'), [])
  assert.deepEqual(brokenAt(cut, [noted(last)]).of('L4'), [[rows.length - 5, '']])
})

test('a log that was rewritten whole is told by what was noted of it', () => {
  const head = { ...noted(last), hash: new Uint8Array(32) }
  assert.deepEqual(brokenAt(rows, [head]).of('L4'), [[last['position'], last['stream']]])
})

test('an event that nobody can read is told, and the rest is checked', () => {
  const topUp = find(rows, 'TopUpRecorded')
  const changes: readonly Row[] = [
    { data: '{"amount":' },
    { type: 'WalletTurned' },
    { type_version: 0 },
  ]
  for (const change of changes) {
    const found = brokenAt(changed(rows, topUp, change))
    assert.deepEqual(found.of('L0'), [[topUp['position'], topUp['stream']]])
    assert.deepEqual(found.of('L4'), [[topUp['position'], topUp['stream']]])
  }
})

test('a broken event is told at the start and no more than twenty times a check', () => {
  const backwards = rows.map((row, index) => ({ ...row, at: 1_000_000 - index }))
  const { tally, of } = brokenAt(backwards)
  assert.equal(of('L2').length, 20)
  assert.equal(tally('L2'), rows.length - 1)
})

test('a log that grows as fast as it is read is read to where it ended when that began', async () => {
  let written = 30
  const source: LogSource = {
    async query<Answer>({ sql, args, answer }: Query<Answer>) {
      if (sql.includes('max(position)')) return answer([{ position: written }])
      written += 30
      const [after, last, limit] = args.map(Number) as [number, number, number]
      const to = Math.min(last, written, after + limit)
      return answer(
        Array.from({ length: to - after }, (_, index) => ({ position: after + 1 + index })),
      )
    },
  }
  const read: Row[] = []
  for await (const page of pagesOf(source)) read.push(...page)
  assert.equal(read.at(-1)?.['position'], 30)
  assert.equal(read.length, 30)
})
