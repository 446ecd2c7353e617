import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Row } from '#kernel/query.ts'
import { again, atWork, brokenAt, changed, dataOf, find, without } from './broken-log.ts'
import { thing, triedClinic } from './tried-clinic.ts'

const clinic = await triedClinic()
after(() => clinic.remove())
const { rows } = clinic
const last = rows.at(-1) as Row
const place = (row: Row) => [row['position'], row['stream']]
const processOf = (name: string) => `process.order-${thing(name)}`
const isOf = (stream: string) => (row: Row) => row['stream'] === stream

test('a command with two outcomes is told at the second', () => {
  const succeeded = find(rows, 'CommandSucceeded')
  const twice = again(rows, succeeded)
  assert.deepEqual(brokenAt(twice).of('C1'), [place(twice.at(-1) as Row)])
})

test('a command that is received twice is told', () => {
  const twice = again(rows, find(rows, 'CommandReceived'))
  assert.deepEqual(brokenAt(twice).of('C1'), [place(twice.at(-1) as Row)])
})

test('a top-up that comes once more after its command has ended is told', () => {
  const twice = again(rows, find(rows, 'TopUpRecorded'))
  assert.deepEqual(brokenAt(twice).of('C1'), [place(twice.at(-1) as Row)])
})

test('an event whose command never came is told', () => {
  const topUp = find(rows, 'TopUpRecorded')
  const change = { command_id: thing('never sent') }
  assert.deepEqual(brokenAt(changed(rows, topUp, change)).of('C1'), [place(topUp)])
})

test('a command without an outcome is told, unless a process under way will give it', () => {
  const registered = `command-${thing('aisha')}`
  const outcome = find(rows, 'CommandSucceeded', isOf(registered))
  const received = find(rows, 'CommandReceived', isOf(registered))
  assert.deepEqual(brokenAt(without(rows, outcome)).of('C2'), [place(received)])
  const waiting = find(rows, 'CommandSucceeded', isOf(`command-${thing('confirmed')}`))
  assert.deepEqual(brokenAt(without(rows, waiting)).of('C2'), [])
})

test('a process that goes on after its end is told', () => {
  const ended = find(rows, 'ProcessEnded', isOf(processOf('cancelled')))
  const twice = again(rows, ended)
  assert.deepEqual(brokenAt(twice).of('C2'), [place(twice.at(-1) as Row)])
})

test('what a process does carries the correlation of the command that began it', () => {
  const sent = find(rows, 'StepSent', isOf(processOf('confirmed')))
  const change = { correlation: thing('another command') }
  assert.deepEqual(brokenAt(changed(rows, sent, change)).of('C2'), [place(sent)])
  const step = `command-${String(dataOf(sent)['command'])}`
  const received = find(rows, 'CommandReceived', isOf(step))
  assert.deepEqual(brokenAt(changed(rows, received, change)).of('C2'), [place(received)])
})

test('a step that succeeds twice is told', () => {
  const succeeded = find(rows, 'StepSucceeded', isOf(processOf('confirmed')))
  const twice = again(rows, succeeded)
  assert.deepEqual(brokenAt(twice).of('C7'), [place(twice.at(-1) as Row)])
})

test('a step that succeeds under two commands is told', () => {
  const step = `${processOf('confirmed')}/hold-money`
  const succeeded = find(rows, 'CommandSucceeded', (row) => row['step'] === step)
  const twice = again(rows, succeeded)
  assert.deepEqual(brokenAt(twice).of('C7'), [place(twice.at(-1) as Row)])
})

/** The log up to the first retry of the order that does not go on. */
function beforeTheRetries(): readonly Row[] {
  const failed = find(rows, 'StepFailed')
  return rows.slice(0, Number(failed['position']))
}

test('a step that waits for its next try is not forgotten until it is overdue', () => {
  const cut = beforeTheRetries()
  const failed = cut.at(-1) as Row
  assert.deepEqual(brokenAt(cut).of('C3'), [])
  assert.deepEqual(brokenAt(cut, atWork(failed)).of('C3'), [place(failed)])
})

test('a step that was sent and never answered is told', () => {
  const cut = rows.slice(0, Number(find(rows, 'StepSent', isOf(processOf('stuck')))['position']))
  const sent = cut.at(-1) as Row
  assert.deepEqual(brokenAt(cut).of('C3'), [])
  assert.deepEqual(brokenAt(cut, atWork(sent)).of('C3'), [place(sent)])
})

test('a program that was stopped is not to blame for what came due meanwhile', () => {
  const tomorrow = Number(last['at']) + 86_400_000
  const cut = beforeTheRetries()
  const rest = rows.slice(cut.length).map((row) => ({ ...row, at: tomorrow }))
  assert.deepEqual(brokenAt([...cut, ...rest]).of('C3'), [])
})

test('a try that came half an hour late while the program was at work is told', () => {
  const fifth = rows.filter(({ type }) => type === 'TimerFired')[4] as Row
  const late = Number(fifth['at']) + 1_800_000
  const from = Number(fifth['position']) - 1
  const moved = rows.map((row, index) => (index < from - 1 ? row : { ...row, at: late + index }))
  const heads = atWork(rows[from - 3] as Row)
  assert.deepEqual(brokenAt(moved, heads).of('C3'), [place(fifth)])
})

test('a confirmed order waits for the dispenser as long as it takes', () => {
  const next = find(rows, 'CommandReceived', isOf(`command-${thing('cancelled')}`))
  const answered = rows.slice(0, Number(next['position']) - 1)
  assert.deepEqual(brokenAt(answered, atWork(answered.at(-1) as Row)).of('C3'), [])
})

test('a stuck process without a case is told', () => {
  const stuck = find(rows, 'ProcessStuck')
  const opened = find(rows, 'CaseOpened')
  const alone = without(rows, opened)
  assert.deepEqual(brokenAt(alone, atWork(last)).of('C4'), [place(stuck)])
  assert.deepEqual(brokenAt(alone, atWork(last)).of('C3'), [place(stuck)])
  assert.deepEqual(brokenAt(rows, atWork(last)).all, [])
})

test('a stuck process with two cases is told at the second', () => {
  const twice = again(rows, find(rows, 'CaseOpened'))
  assert.deepEqual(brokenAt(twice).of('C4'), [place(twice.at(-1) as Row)])
})

test('a case about something that is in no trouble is told', () => {
  const opened = find(rows, 'CaseOpened')
  const about = { kind: 'process', stream: processOf('confirmed') }
  const data = JSON.stringify({ ...dataOf(opened), about })
  const stuck = find(rows, 'ProcessStuck')
  const broken = brokenAt(changed(rows, opened, { data })).of('C4')
  assert.deepEqual(broken, [place(stuck), place(opened)])
})
