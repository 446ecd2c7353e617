import { deepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import type { DomainEvent } from '#kernel/event.ts'
import type { ProcessEvent } from '#kernel/process-events.ts'
import { live } from '#kernel/process-life.ts'
import { unborn } from '#kernel/step-life.ts'
import { stored, storyId } from '#kernel/story.ts'
import { returnSettlements } from './return-settlements.ts'

const state = {
  order: storyId(50),
  patient: storyId(31),
  id: storyId(60),
  item: storyId(61),
  name: 'Tape, 5 m',
  quantity: 1,
  condition: 'sealed',
  amount: 995,
  stocked: true,
  asks: false,
  reason: 'The wrong size',
  answered: false,
} as const

function sent(step: string): ProcessEvent {
  const data = { step, intent: step, target: 'x', attempt: 1, command: step, data: {} }
  return { type: 'StepSent', data }
}

function done(step: string, undoneBy: string | null): ProcessEvent {
  return {
    type: 'StepSucceeded',
    data: { step, command: step, receipt: {}, undoneBy, target: 'x' },
  }
}

function ways(...happened: readonly ProcessEvent[]) {
  const life = happened.reduce((known, event) => live(known, stored(event as DomainEvent)), unborn)
  return returnSettlements(state, life).map(({ as, amount, sends, keeps = [] }) => [
    as,
    amount,
    sends.map(({ intent }) => intent),
    keeps,
  ])
}

test('a return of which nothing is done yet is written down as a whole, or refused', () =>
  deepStrictEqual(ways(), [
    ['brought-back', 995, ['refund-to-wallet', 'take-back-stock', 'finish-return'], []],
    ['kept-by-them', 0, ['refuse-return'], []],
  ]))

test('a refund that was given stays with what they brought back, or is taken back from who kept it', () =>
  deepStrictEqual(ways(sent('refund'), done('refund', 'undo-refund')), [
    ['brought-back', 0, ['take-back-stock', 'finish-return'], ['refund']],
    ['kept-by-them', 995, ['undo-refund', 'refuse-return'], []],
  ]))

test('what is back on the shelf was brought back', () =>
  deepStrictEqual(
    ways(sent('refund'), done('refund', 'undo-refund'), sent('take-back'), done('take-back', null)),
    [['brought-back', 0, ['finish-return'], ['refund']]],
  ))
