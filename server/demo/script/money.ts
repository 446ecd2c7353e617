import { visitsDesk } from './cast.ts'
import type { Clockwork } from './clockwork.ts'
import type { Deed, IdOf } from './deed.ts'

/** When, on which open day before the last. */
type When = readonly [daysBack: number, time: string]

type Visit = {
  readonly patient: string
  readonly what: string
  /** Minor units. */
  readonly price: number
  readonly paidIn: When
  readonly on: When
}

/** Visits that were paid from a wallet. Their prices come over from the diary, which is still on paper. */
const visits: readonly Visit[] = [
  {
    patient: 'dorothy.pim',
    what: 'podiatry',
    price: 4600,
    paidIn: [20, '09:12'],
    on: [19, '11:20'],
  },
  { patient: 'gwen.parry', what: 'physio', price: 4200, paidIn: [11, '09:40'], on: [10, '11:02'] },
  {
    patient: 'ingrid.solberg',
    what: 'physio',
    price: 5800,
    paidIn: [4, '10:15'],
    on: [3, '11:48'],
  },
]

const keyOf = ({ patient }: Visit) => `visit of ${patient}`

function deed(
  { at }: Clockwork,
  [daysBack, time]: When,
  rest: Pick<Deed, 'by' | 'intent' | 'data'> & Partial<Deed>,
): Deed {
  return { ends: 'succeeded', ...rest, at: at(daysBack, time) }
}

/** Money is paid in, held when the visit begins and taken when it is done. */
function paying(clockwork: Clockwork, visit: Visit, index: number): readonly Deed[] {
  const { patient: on, price, paidIn } = visit
  const [daysBack, time] = visit.on
  const reference = `0090${String(index).padStart(2, '0')}`
  const amount = Math.ceil(price / 500) * 500
  const id = (idOf: IdOf) => idOf(keyOf(visit))
  return [
    deed(clockwork, paidIn, {
      by: 'sam',
      intent: 'top-up-wallet',
      on,
      data: () => ({ amount, method: 'card', reference, second: false }),
    }),
    deed(clockwork, [daysBack, time], {
      by: visitsDesk,
      intent: 'hold-money',
      on,
      makes: keyOf(visit),
      data: (idOf) => ({
        hold: id(idOf),
        amount: price,
        for: { kind: 'visit', id: id(idOf) },
      }),
    }),
    deed(clockwork, [daysBack, time], {
      by: visitsDesk,
      intent: 'take-held-money',
      on,
      data: (idOf) => ({ hold: id(idOf), amount: price }),
    }),
  ]
}

function refunding(
  clockwork: Clockwork,
  when: When,
  by: string,
  patient: string,
  {
    amount,
    reason,
    asks,
  }: { readonly amount: number; readonly reason: string; readonly asks?: string },
): Deed {
  return deed(clockwork, when, {
    by,
    intent: 'refund-to-wallet',
    on: patient,
    ...(asks ? { makes: asks } : {}),
    data: (idOf) => ({
      line: idOf(`visit of ${patient}`),
      amount,
      reason,
      ask: asks !== undefined,
    }),
  })
}

/** What was given back: one by the desk itself, one approved by the manager, one that waits for her. */
function refunds(clockwork: Clockwork): readonly Deed[] {
  const given = 'request for Gwen Parry'
  return [
    refunding(clockwork, [18, '09:05'], 'sam', 'dorothy.pim', {
      amount: 1500,
      reason: 'The visit began half an hour late.',
    }),
    refunding(clockwork, [9, '10:31'], 'ines', 'gwen.parry', {
      amount: 4200,
      reason: 'The physiotherapist was ill and the visit did not take place.',
      asks: given,
    }),
    deed(clockwork, [9, '12:41'], {
      by: 'nora',
      intent: 'approve-wallet-request',
      on: 'gwen.parry',
      data: (idOf) => ({ request: idOf(given) }),
    }),
    refunding(clockwork, [1, '11:20'], 'sam', 'ingrid.solberg', {
      amount: 2900,
      reason: 'The visit was broken off after a quarter of an hour.',
      asks: 'request for Ingrid Solberg',
    }),
  ]
}

/** Goodwill for somebody who waited, and the balance of somebody who moves away. */
function givenAndPaidOut(clockwork: Clockwork): readonly Deed[] {
  return [
    deed(clockwork, [8, '12:15'], {
      by: 'nora',
      intent: 'give-goodwill',
      on: 'mei-ling.chou',
      data: () => ({ amount: 1000, reason: 'She waited fifty minutes for her visit.', ask: false }),
    }),
    deed(clockwork, [16, '11:44'], {
      by: 'ines',
      intent: 'top-up-wallet',
      on: 'owen.pritchard',
      data: () => ({ amount: 4000, method: 'cash', reference: '', second: false }),
    }),
    deed(clockwork, [5, '10:30'], {
      by: 'nora',
      intent: 'pay-out-balance',
      on: 'owen.pritchard',
      data: () => ({ amount: 2500, method: 'transfer', reference: 'FP7714402', payee: true }),
    }),
  ]
}

/** A payment of this morning of which the bank has not told: whoever looks sees when it is asked again. */
function waitingForBank(clockwork: Clockwork): Deed {
  return deed(clockwork, [0, '09:20'], {
    by: 'gareth.jopling',
    intent: 'top-up-online',
    on: 'gareth.jopling',
    ends: 'in-progress',
    data: () => ({ amount: 2000, another: false }),
  })
}

/** Money that was taken for visits, given back, given away and paid out, and some that is on its way. */
export function moneyMoving(clockwork: Clockwork): readonly Deed[] {
  return [
    ...visits.flatMap((visit, index) => paying(clockwork, visit, index)),
    ...refunds(clockwork),
    ...givenAndPaidOut(clockwork),
    waitingForBank(clockwork),
  ]
}
