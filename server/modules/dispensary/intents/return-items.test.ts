import { test } from 'node:test'
import { story, storyId, storyTime } from '#kernel/story.ts'
import { insoles, maria, tape } from '../stories/order-story.ts'
import { handedOver, nora, ready, sam } from '../stories/ready-story.ts'
import { returnItems } from './return-items.ts'

const given = story(returnItems)
const dayMs = 86_400_000
const form = {
  line: tape,
  quantity: 2,
  condition: 'sealed',
  reason: 'The wrong width',
  refund: 'refund',
} as const
const known = { person: maria, facts: { returnable: new Set([tape]) } }
const back = {
  return: storyId(8),
  item: tape,
  name: 'Tape, 5 m',
  quantity: 2,
  condition: 'sealed',
  amount: 1990,
} as const
const started = { ...back, stocked: true, asks: false, reason: 'The wrong width' }

test('two tapes that were handed over come back, and are to be refunded', () =>
  given(...handedOver)
    .when(sam, form, known)
    .thenEvents({ type: 'ReturnStarted', data: started }))

test('what is exchanged is not refunded', () =>
  given(...handedOver)
    .when(sam, { ...form, refund: 'exchange' }, known)
    .thenEvents({ type: 'ReturnStarted', data: { ...started, amount: 0 } }))

test('what the desk may not refund by itself waits for a second person', () => {
  const insolesBack = { ...form, line: insoles, quantity: 1 }
  const facts = { returnable: new Set([insoles]) }
  const data = {
    ...started,
    item: insoles,
    name: 'Custom insoles',
    quantity: 1,
    amount: 8500,
    stocked: false,
  }
  given(...handedOver)
    .when(sam, insolesBack, { ...known, facts })
    .thenEvents({ type: 'ReturnStarted', data: { ...data, asks: true } })
  given(...handedOver)
    .when(nora, insolesBack, { ...known, facts })
    .thenEvents({ type: 'ReturnStarted', data })
})

test('no more comes back than was handed over and is not back already', () => {
  const one = { type: 'ReturnStarted', data: { ...started, return: storyId(71), quantity: 1 } }
  given(...handedOver, one)
    .when(sam, form, known)
    .thenRefused('over', { left: 1, asked: 2, name: 'Tape, 5 m' })
  const refused = { return: storyId(71), name: 'Tape, 5 m', code: 'declined' }
  given(...handedOver, one, { type: 'ReturnRefused', data: refused })
    .when(sam, form, known)
    .thenEvents({ type: 'ReturnStarted', data: started })
})

test('what cannot be taken back once it was handed over stays with the patient', () =>
  given(...handedOver)
    .when(sam, { ...form, line: insoles, quantity: 1 }, known)
    .thenRefused('not-returnable', { name: 'Custom insoles' }))

test('after 28 days only a manager takes something back', () => {
  const late = { ...known, at: storyTime + 29 * dayMs }
  const until = storyTime + 28 * dayMs
  given(...handedOver)
    .when(sam, form, late)
    .thenRefused('too-late', { until })
  given(...handedOver)
    .when(nora, form, late)
    .thenEvents({ type: 'ReturnStarted', data: started })
})

test('what was not handed over yet is cancelled, not returned', () =>
  given(...ready)
    .when(sam, form, known)
    .thenRefused('not-yet'))

test('nobody takes back their own order', () =>
  given(...handedOver)
    .when(sam, form, { ...known, person: sam.id })
    .thenRefused('self'))

test('what is not in the order does not come back from it', () =>
  given(...handedOver)
    .when(sam, { ...form, line: storyId(99) }, known)
    .thenRefused('no-line'))

test('an order of which everything is back has nothing to return', () => {
  const all = [tape, insoles].map((item, index) => ({
    type: 'ReturnStarted',
    data: { ...started, return: storyId(80 + index), item, quantity: item === tape ? 2 : 1 },
  }))
  given(...handedOver, ...all)
    .when(sam, form, known)
    .thenRefused('all-back')
})
