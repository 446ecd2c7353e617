import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Row } from '#kernel/query.ts'
import { again, atWork, brokenAt, changed, dataOf, find, withData, without } from './broken-log.ts'
import { thing, triedClinic } from './tried-clinic.ts'

const clinic = await triedClinic()
after(() => clinic.remove())
const { rows } = clinic
const last = rows.at(-1) as Row
const place = (row: Row) => [row['position'], row['stream']]
const process = `process.order-${thing('settled')}`
const settled = find(rows, 'StepSettledByHand')
const released = find(rows, 'HeldMoneyReleased', (row) => row['step'] === `${process}/by-hand:0`)
const ended = find(rows, 'ProcessEnded', (row) => row['stream'] === process)
const closed = find(rows, 'CaseClosed')

test('what was settled by hand as it was shown is in order, and its case is closed', () => {
  assert.equal(dataOf(ended)['as'], 'resolved-by-hand')
  assert.deepEqual(brokenAt(rows, atWork(last)).all, [])
})

test('a settlement that moved other money than was shown is told', () => {
  const { postings } = dataOf(released) as { postings: readonly object[] }
  const more = postings.map((one) => ({ ...one, debit: 400 }))
  const other = withData(rows, released, { amount: 400, postings: more })
  assert.deepEqual(brokenAt(other).of('C6'), [place(released)])
})

test('a movement that was shown and never written is told at the end', () => {
  const broken = brokenAt(without(rows, released)).of('C6')
  assert.ok(broken.some(([position]) => position === ended['position']))
})

test('a movement more than was shown is told', () => {
  const twice = rows.flatMap((row) => (row === released ? [row, row] : [row]))
  assert.ok(brokenAt(twice).of('C6').length > 0)
})

test('a settlement without evidence is told', () => {
  const bare = changed(rows, settled, { sealed: null, sealed_for: null })
  assert.deepEqual(brokenAt(bare).of('C6'), [place(settled)])
})

test('a settlement that nobody made is told', () => {
  const byItself = changed(rows, settled, { actor: 'system:order', role: 'system' })
  assert.deepEqual(brokenAt(byItself).of('C6'), [place(settled)])
  const broken = brokenAt(without(rows, settled)).of('C6')
  assert.ok(broken.some(([position]) => position === ended['position']))
})

test('a settlement over £100 without a second person is told', () => {
  const { effects } = dataOf(settled) as { effects: readonly object[] }
  const dear = effects.map((one) => ({ ...one, postings: [['wallet.held', 10_001, 0]] }))
  const broken = brokenAt(withData(rows, settled, { effects: dear })).of('C6')
  assert.deepEqual(broken[0], place(settled))
})

test('a settlement that names an approval which was never given is told', () => {
  const approved = withData(rows, settled, { approval: thing('no request') })
  assert.deepEqual(brokenAt(approved).of('C6'), [place(settled)])
})

test('a case that is closed while its process is under way is told', () => {
  const early = without(rows, ended)
  assert.deepEqual(brokenAt(early).of('C4'), [place(closed)])
})

test('a case that is closed twice is told', () => {
  const twice = again(rows, closed)
  assert.deepEqual(brokenAt(twice).of('C4'), [place(twice.at(-1) as Row)])
})

test('a process that is stuck while its case is closed has nobody, and is told', () => {
  const opened = find(rows, 'CaseOpened')
  const wrongly: Row = {
    ...closed,
    stream: opened['stream'] ?? '',
    position: Number(last['position']) + 1,
  }
  const stuck = find(rows, 'ProcessStuck')
  const broken = brokenAt([...rows, wrongly], atWork(last))
  assert.deepEqual(broken.of('C4').toSorted(), [place(stuck), place(wrongly)].toSorted())
  assert.ok(broken.of('C3').length > 0)
})
