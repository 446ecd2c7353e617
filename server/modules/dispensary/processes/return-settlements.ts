import { streamOf } from '#kernel/event.ts'
import { givenBack, standing } from '#kernel/mending.ts'
import type { Answering, Settlement, SettlingSend } from '#kernel/steering.ts'
import type { ProcessLife } from '#kernel/step-life.ts'
import { walletStream } from '#modules/wallets/published.ts'
import type { ReturnProcess } from './return-state.ts'

/** The ways in which a stuck return may be settled by hand: they brought it back, or they kept it. */

/** What is to be known of a return for that. */
type Returned = Omit<ReturnProcess, 'isAsked' | 'why'>

type Known = { readonly state: Returned; readonly life: ProcessLife }

function isDone({ life }: Known, step: string): boolean {
  return life.steps.some((one) => one.step === step && one.state === 'succeeded')
}

function onOrder({ state }: Known, intent: string, data: object): SettlingSend {
  const { id, name, order } = state
  return { intent, target: streamOf('order', order), data: { return: id, name, ...data } }
}

function answers(
  { state }: Known,
  answer: Omit<Answering, 'do' | 'command'>,
): readonly Answering[] {
  const { answered, order, name, quantity, amount } = state
  const facts = { order, name, quantity, amount }
  return answered ? [] : [{ do: 'answer', facts, ...answer }]
}

/** A refund that a second person has to approve is theirs to give; it is written by them alone. */
function refunding(known: Known): readonly SettlingSend[] {
  const { amount, asks, order: line, patient, reason } = known.state
  if (amount === 0 || asks || isDone(known, 'refund')) return []
  const data = { line, amount, reason, ask: false }
  return [{ intent: 'refund-to-wallet', target: walletStream(patient), data }]
}

function broughtBack(known: Known): Settlement {
  const { item, quantity, condition, amount, stocked, order } = known.state
  const target = streamOf('item', item)
  const data = { order, quantity, lot: '', condition }
  const shelf =
    stocked && !isDone(known, 'take-back') ? [{ intent: 'take-back-stock', target, data }] : []
  const refund = refunding(known)
  // What nobody was even asked to approve was never refunded.
  const refunded = known.state.asks && !isDone(known, 'ask-refund') ? 0 : amount
  return {
    as: 'brought-back',
    title: 'They brought it back',
    explains: 'It is written down as returned, with the refund and the move on the shelf.',
    amount: refund.length > 0 ? amount : 0,
    sends: [
      ...refund,
      ...shelf,
      onOrder(known, 'finish-return', { item, quantity, condition, amount: refunded }),
    ],
    keeps: standing(known.life).map(({ step }) => step),
    ends: answers(known, { as: 'succeeded' }),
  }
}

function keptByThem(known: Known): readonly Settlement[] {
  if (isDone(known, 'take-back')) return []
  const sends = givenBack(known.life)
  return [
    {
      as: 'kept-by-them',
      title: 'They kept it',
      explains: 'The return is closed as refused; a refund that was given for it is taken back.',
      amount: sends.length > 0 ? known.state.amount : 0,
      sends: [...sends, onOrder(known, 'refuse-return', { code: 'undone' })],
      ends: answers(known, { as: 'rejected', code: 'undone' }),
    },
  ]
}

/** How a return may be settled; what is back on the shelf was brought back. */
export function returnSettlements(state: Returned, life: ProcessLife): readonly Settlement[] {
  const known = { state, life }
  return [broughtBack(known), ...keptByThem(known)]
}
