import { streamOf } from '#kernel/event.ts'
import { givenBack, standing, unanswered } from '#kernel/mending.ts'
import {
  type Answering,
  resolvedByHand,
  type Settlement,
  type SettlingSend,
} from '#kernel/steering.ts'
import type { ProcessLife } from '#kernel/step-life.ts'
import { walletStream } from '#modules/wallets/published.ts'
import { owedTo } from './order-answers.ts'
import type { OrderProcess } from './order-state.ts'

/** The ways in which a stuck order may be settled by hand. Each says of money and goods what becomes of them. */

type Known = { readonly state: OrderProcess; readonly life: ProcessLife }

function isStanding({ life }: Known, step: string): boolean {
  return standing(life).some((one) => one.step === step)
}

function close({ state: { order } }: Known, as: string, given: boolean): SettlingSend {
  return { intent: 'settle-order', target: streamOf('order', order), data: { as, given } }
}

/** What is told to everybody who waits: `placed` to whoever ordered. */
function answersTo({ state }: Known, placed: 'succeeded' | 'rejected'): readonly Answering[] {
  const { order, total, answered } = state
  const how = placed === 'succeeded' ? { as: placed } : { as: placed, code: resolvedByHand }
  const answer = { do: 'answer', ...how, facts: { order, total } } as const
  return [
    ...(answered ? [] : [answer]),
    ...owedTo(state).map((command) => ({ ...answer, command })),
  ]
}

/** Of what nobody answered it is not known whether it was done: giving it back does no harm where it was not. */
function releasedUnheard({ state: { order }, life }: Known): readonly SettlingSend[] {
  return unanswered(life).flatMap(({ step, intent, target, undoneBy }): readonly SettlingSend[] => {
    if (undoneBy !== null) return []
    const reason = 'The order was settled by hand'
    if (intent === 'hold-money')
      return [
        { intent: 'release-held-money', target, data: { hold: order, reason }, settles: step },
      ]
    const quantity = Number.MAX_SAFE_INTEGER
    return intent === 'reserve-stock'
      ? [{ intent: 'release-stock', target, data: { order, quantity }, settles: step }]
      : []
  })
}

function nothingGiven(known: Known): Settlement {
  const { state, life } = known
  const as = 'Nothing was given'
  return {
    as: 'nothing-given',
    title: as,
    explains: 'All money that is held is free again, all goods go back on the shelf.',
    amount: isStanding(known, 'hold-money') ? state.total : 0,
    sends: [...releasedUnheard(known), ...givenBack(life), close(known, as, false)],
    ends: answersTo(known, 'rejected'),
  }
}

/** What still has to leave the shelf on paper: what is reserved is handed out, the rest is reserved first. */
function handedOut({ state, life }: Known) {
  const { order, wanted, priced, round } = state
  const stocked = wanted.filter(({ item }) =>
    (priced ?? []).some((line) => line.item === item && line.stocked),
  )
  const keeps: string[] = []
  const sends = stocked.flatMap(({ item, quantity }): readonly SettlingSend[] => {
    const target = streamOf('item', item)
    const reserved = `reserve-stock:${item}`
    const out = `hand-out-stock:${item}:${round}`
    const isReserved = isStanding({ state, life }, reserved)
    if (isStanding({ state, life }, out)) {
      keeps.push(out, ...(isReserved ? [reserved] : []))
      return []
    }
    const handing = { intent: 'hand-out-stock', target, data: { order, unpicked: true } }
    if (isReserved) return [{ ...handing, settles: reserved }]
    return [{ intent: 'reserve-stock', target, data: { order, quantity } }, handing]
  })
  return { sends: [...sends, ...stayed({ state, life })], keeps }
}

/** What was left out stays here: nothing of it is promised any more. */
function stayed(known: Known): readonly SettlingSend[] {
  const { order, leftOut } = known.state
  return leftOut
    .filter(({ item }) => isStanding(known, `reserve-stock:${item}`))
    .map(({ item, quantity }) => ({
      intent: 'release-stock',
      target: streamOf('item', item),
      data: { order, quantity },
      settles: `reserve-stock:${item}`,
    }))
}

/** Names what is not among the goods, where anything was left out. */
function lessLeftOut({ priced, leftOut }: OrderProcess): string {
  const names = leftOut.map(
    ({ item }) => (priced ?? []).find((line) => line.item === item)?.name ?? '',
  )
  return names.length > 0
    ? ` What was left out stays here and is not paid: ${names.join(', ')}.`
    : ''
}

function paidFromWallet(known: Known): readonly Settlement[] {
  const { order: hold, total: amount, patient } = known.state
  const isTaken = isStanding(known, 'take-held-money')
  const isHeld = isStanding(known, 'hold-money')
  if (amount > 0 && !isTaken && !isHeld) return []
  const out = handedOut(known)
  const as = 'They have the goods and pay from the wallet'
  const taking = { intent: 'take-held-money', target: walletStream(patient) }
  const settles = 'hold-money'
  const take = amount > 0 ? [{ ...taking, data: { hold, amount }, settles }] : []
  // Where all that costs anything was left out, nothing is left to be taken.
  const free = { intent: 'release-held-money', target: taking.target, settles }
  const reason = 'What it was held for was left out'
  const paying = amount === 0 && isHeld ? [{ ...free, data: { hold, reason } }] : take
  return [
    {
      as: 'given-from-wallet',
      title: as,
      explains: `The goods leave the shelf in the books, and what is held is taken for them.${lessLeftOut(known.state)}`,
      amount,
      sends: [...out.sends, ...(isTaken ? [] : paying), close(known, as, true)],
      keeps: [...out.keeps, ...(isTaken ? ['hold-money', 'take-held-money'] : [])],
      ends: answersTo(known, 'succeeded'),
    },
  ]
}

function paidOutside(known: Known): readonly Settlement[] {
  const { order: hold, total, patient } = known.state
  if (total === 0 || isStanding(known, 'take-held-money')) return []
  const out = handedOut(known)
  const as = 'They have the goods and paid outside'
  const isHeld = isStanding(known, 'hold-money')
  const unheard = releasedUnheard(known).filter(({ settles }) => settles === 'hold-money')
  const release = {
    intent: 'release-held-money',
    target: walletStream(patient),
    data: { hold, reason: 'It was paid outside, and settled by hand' },
    settles: 'hold-money',
  }
  return [
    {
      as: 'given-paid-outside',
      title: as,
      explains: `The goods leave the shelf in the books, and what is held is free again.${lessLeftOut(known.state)}`,
      amount: total,
      sends: [...out.sends, ...(isHeld ? [release] : unheard), close(known, as, true)],
      keeps: out.keeps,
      ends: answersTo(known, 'succeeded'),
    },
  ]
}

/** How an order may be settled; goods can only have been given once it is known what they cost. */
export function orderSettlements(state: OrderProcess, life: ProcessLife): readonly Settlement[] {
  const known = { state, life }
  const given = state.priced ? [...paidFromWallet(known), ...paidOutside(known)] : []
  return [nothingGiven(known), ...given]
}
