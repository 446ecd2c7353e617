import { type DomainEvent, idOf } from '#kernel/event.ts'
import type { Module } from '#kernel/module.ts'
import type { Signal } from '#kernel/process.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { modules } from '../modules.ts'
import { benchMistakes } from './bench-mutants.ts'
import {
  type Change,
  dataOf,
  deciding,
  insteadOf,
  unguarded,
  withIntent,
  withProcess,
  withProjections,
} from './mistakes.ts'
import { moneyMistakes } from './money-mutants.ts'

/** A clinic with one mistake in it, which the simulation must find. */
export type Mutant = { readonly mistake: string; readonly modules: readonly Module[] }

function held(_: Refusal, context: never): readonly DomainEvent[] {
  const { amount } = dataOf(context) as { amount: number }
  const postings = [
    { account: 'wallet.available', debit: amount, credit: 0 },
    { account: 'wallet.held', debit: 0, credit: amount },
  ]
  return [{ type: 'MoneyHeld', data: { expires: null, ...dataOf(context), postings } }]
}

function mutant(mistake: string, ...changes: Change[]): Mutant {
  return { mistake, modules: changes.reduce((all, change) => change(all), modules) }
}

const isRejection = ({ type }: Signal) => type === 'StepRejected'

export const mutants: readonly Mutant[] = [
  mutant(
    'money that was held is never given back',
    withIntent('hold-money', ({ undoneBy: _, ...real }) => real),
  ),
  mutant(
    'the shelf promises more than it has',
    unguarded,
    withIntent(
      'reserve-stock',
      insteadOf('short-stock', (_, context) => [{ type: 'StockReserved', data: dataOf(context) }]),
    ),
  ),
  mutant(
    'a new wallet outlives the registration that opened it',
    withIntent('open-wallet', ({ undoneBy: _, ...real }) => real),
  ),
  mutant(
    'a record is taken back before its wallet is closed',
    withProcess('registration', (real, state, signal, at) =>
      isRejection(signal) && signal.data['step'] !== 'record-person'
        ? [
            {
              do: 'send',
              step: 'withdraw',
              intent: 'withdraw-person',
              target: `person-${idOf(signal.stream)}`,
              data: { registration: idOf(signal.stream) },
            },
            ...real.react(state, signal, at),
          ]
        : real.react(state, signal, at),
    ),
  ),
  mutant('the wallet lends money', unguarded, withIntent('hold-money', insteadOf('short', held))),
  mutant(
    'a frozen wallet pays',
    withIntent('hold-money', (real) => ({
      ...real,
      needs: (state, context) => {
        const refusal = real.needs?.(state, context)
        return refusal?.code === 'frozen' ? undefined : refusal
      },
    })),
  ),
  mutant(
    'a reservation is made twice',
    unguarded,
    withIntent(
      'reserve-stock',
      deciding((decision) => (isRefusal(decision) ? decision : [...decision, ...decision])),
    ),
  ),
  mutant(
    'whoever cancelled never hears of it',
    withProcess('order', (real, state, signal, at) =>
      real
        .react(state, signal, at)
        .filter((act) => act.do !== 'answer' || act.command === undefined),
    ),
  ),
  mutant(
    'an order is denied before it is undone',
    withProcess('order', (real, state, signal, at) => {
      if (!isRejection(signal)) return real.react(state, signal, at)
      const ended: Signal = { ...signal, type: 'CompensationEnded', data: {} }
      return real
        .react(state, signal, at)
        .flatMap((act) => (act.do === 'compensate' ? real.react(state, ended, at) : [act]))
    }),
  ),
  mutant(
    'a denial does not make way for a cancellation',
    withProcess('order', (real, state, signal, at) =>
      isRejection(signal) && signal.data['code'] === 'cancelling'
        ? []
        : real.react(state, signal, at),
    ),
  ),
  mutant(
    'an order costs what the catalogue says, whatever was agreed',
    withIntent(
      'price-order',
      deciding((decision, again, state, context) => {
        if (!isRefusal(decision) || decision.code !== 'price-changed') return decision
        const { total } = decision.facts as { total: number }
        return again({ ...(state as object), total }, context)
      }),
    ),
  ),
  mutant(
    'the last piece reserved is never released',
    withIntent(
      'release-stock',
      deciding((decision) => {
        if (isRefusal(decision)) return decision
        return decision.flatMap((event) => {
          const quantity = (event.data as { quantity: number }).quantity - 1
          return quantity === 0 ? [] : [{ ...event, data: { ...event.data, quantity } }]
        })
      }),
    ),
  ),
  mutant(
    'one payment is recorded twice',
    unguarded,
    withIntent(
      'top-up-wallet',
      deciding((decision, again, state, context) => {
        if (!isRefusal(decision) || decision.code !== 'reference-used') return decision
        const told = again(state, {
          ...(context as object),
          data: { ...dataOf(context), second: true },
        } as never)
        return isRefusal(told)
          ? told
          : told.map((event) => ({ ...event, data: { ...event.data, second: false } }))
      }),
    ),
  ),
  mutant(
    'anybody can cancel an order',
    withIntent('cancel-order', (real) => ({
      ...real,
      by: { ...real.by, practitioner: 'clinic' },
    })),
  ),
  mutant(
    'the list of holds forgets what was released',
    withProjections((one) => ({
      ...one,
      apply: (event) =>
        event.type === 'HeldMoneyReleased'
          ? one.apply(event).filter(({ sql }) => !sql.includes('{holds}'))
          : one.apply(event),
    })),
  ),
  mutant(
    'an order is confirmed without its last item',
    withProcess('order', (real, state, signal, at) =>
      real
        .react(state, signal, at)
        .map((act) =>
          act.do === 'send' &&
          act.intent === 'reserve-stock' &&
          (state as { asked: readonly unknown[] }).asked.length > 1
            ? { ...act, data: { ...act.data, quantity: 1 } }
            : act,
        ),
    ),
  ),
  ...[...moneyMistakes, ...benchMistakes].map(([mistake, ...changes]) =>
    mutant(mistake, ...changes),
  ),
]
