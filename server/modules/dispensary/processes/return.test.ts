import { test } from 'node:test'
import type { Act } from '#kernel/process.ts'
import { processStory, signal, storyId } from '#kernel/story.ts'
import { returnProcess } from './return.ts'

const given = processStory(returnProcess)
const [order, maria, tape, id] = [storyId(51), storyId(31), storyId(61), storyId(71)]
const back = { item: tape, name: 'Tape, 5 m', quantity: 2, condition: 'sealed', amount: 1990 }

const started = (more: object = {}) =>
  signal(
    'ReturnStarted',
    { return: id, ...back, stocked: true, asks: false, reason: 'Too wide', ...more },
    { stream: `order-${order}`, person: maria },
  )
const done = (step: string) => signal('StepSucceeded', { step })
const refused = (step: string, code: string) =>
  signal('StepRejected', { step, code, facts: { left: 0 } })

const send = (step: string, intent: string, target: string, data: object): Act => ({
  do: 'send',
  step,
  intent,
  target,
  data,
})
const refund = send('refund', 'refund-to-wallet', `wallet-${maria}`, {
  line: order,
  amount: 1990,
  reason: 'Too wide',
  ask: false,
})
const ask = send('ask-refund', 'ask-for-refund', `wallet-${maria}`, {
  line: order,
  amount: 1990,
  reason: 'Too wide',
  request: id,
})
const takeBack = send('take-back', 'take-back-stock', `item-${tape}`, {
  order,
  quantity: 2,
  lot: '',
  condition: 'sealed',
})
const finish = send('finish-return', 'finish-return', `order-${order}`, { return: id, ...back })
const refuse = (code: string) =>
  send('refuse-return', 'refuse-return', `order-${order}`, { return: id, name: 'Tape, 5 m', code })
const facts = { order, name: 'Tape, 5 m', quantity: 2, amount: 1990 }

test('the money goes back, then the goods, then it is written down', () => {
  given().when(started()).thenActs(refund)
  given(started()).when(done('refund')).thenActs(takeBack)
  given(started(), done('refund')).when(done('take-back')).thenActs(finish)
  given(started(), done('refund'), done('take-back'))
    .when(done('finish-return'))
    .thenActs({ do: 'answer', as: 'succeeded', facts }, { do: 'end', as: 'refunded' })
})

test('what is exchanged moves no money', () => {
  given()
    .when(started({ amount: 0 }))
    .thenActs(takeBack)
  given(started({ amount: 0 }), done('take-back'))
    .when(done('finish-return'))
    .thenActs(
      { do: 'answer', as: 'succeeded', facts: { ...facts, amount: 0 } },
      { do: 'end', as: 'exchanged' },
    )
})

test('what was made to order goes on no shelf', () =>
  given(started({ stocked: false }))
    .when(done('refund'))
    .thenActs(finish))

test('over the limit a second person is asked, and whoever asked need not wait', () => {
  const asks = started({ asks: true })
  given().when(asks).thenActs(ask)
  given(asks)
    .when(done('ask-refund'))
    .thenActs({ do: 'answer', as: 'succeeded', facts: { ...facts, asked: 1 } })
  given(asks, done('ask-refund'))
    .when(signal('ApprovalGiven', { request: id }))
    .thenActs(takeBack)
  given(asks, done('ask-refund'), signal('ApprovalGiven', { request: id }), done('take-back'))
    .when(done('finish-return'))
    .thenActs({ do: 'end', as: 'refunded' })
})

test('declined, nothing comes back and nothing is refunded', () => {
  const asked = [started({ asks: true }), done('ask-refund')]
  const declined = signal('ApprovalDeclined', { request: id, reason: 'They were worn' })
  given(...asked)
    .when(declined)
    .thenActs(refuse('declined'))
  given(...asked, declined)
    .when(done('refuse-return'))
    .thenActs({ do: 'end', as: 'refused' })
})

test('a refund that the wallet refuses ends the return with its reason', () => {
  given(started()).when(refused('refund', 'over')).thenActs(refuse('over'))
  given(started(), refused('refund', 'over'))
    .when(done('refuse-return'))
    .thenActs(
      { do: 'answer', as: 'rejected', code: 'over', facts: { ...facts, left: 0 } },
      { do: 'end', as: 'refused' },
    )
})

test('what the shelf does not take back is not refunded either', () => {
  given(started(), done('refund'))
    .when(refused('take-back', 'over'))
    .thenActs({ do: 'compensate', reason: 'The shelf did not take it back: over' })
  given(started(), done('refund'), refused('take-back', 'over'))
    .when(signal('CompensationEnded', { undone: 1 }))
    .thenActs(refuse('over'))
})

test('what a second person approved is taken back by no machine', () =>
  given(started({ asks: true }), done('ask-refund'), signal('ApprovalGiven', { request: id }))
    .when(refused('take-back', 'over'))
    .thenActs({ do: 'stuck', as: 'take-back was refused: over' }))
