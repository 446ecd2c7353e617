import { streamOf } from '#kernel/event.ts'
import type { Example } from '#kernel/process.ts'

const order = streamOf('order', '01900000-0000-7000-8000-000000000001')

const returned = {
  return: '01900000-0000-7000-8000-000000000002',
  item: '01900000-0000-7000-8000-000000000003',
  name: 'Tape, 5 m',
  quantity: 1,
  condition: 'sealed',
  amount: 995,
  stocked: true,
  asks: false,
  reason: 'Not needed',
}

const variants = [
  returned,
  { ...returned, asks: true },
  { ...returned, amount: 0 },
  { ...returned, stocked: false },
]

/** What a return may be shown, for the map of its states. */
export const returnExamples: readonly Example[] = [
  ...variants.map((data) => ({ type: 'ReturnStarted', stream: order, data })),
  ...['ApprovalGiven', 'ApprovalDeclined'].map((type) => ({
    type,
    stream: order,
    data: { request: returned.return },
    comesIn: ['asked'],
  })),
]

/** The states of a return, in the order in which it goes through them. */
export const returnPhases = {
  refund: 'Giving the money back',
  'ask-refund': 'Asking a second person',
  asked: 'Waiting for a second person',
  'take-back': 'Taking the goods back',
  'finish-return': 'Finishing it',
  undoing: 'Taking the refund back',
  'refuse-return': 'Closing it: nothing came back',
}
