import type { AnyIntent } from '#kernel/intent.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { type Change, deciding, unguarded, withIntent, withProcess } from './mistakes.ts'

const isNotOfLots = ({ code }: Refusal) => code !== 'recalled-lot' && code !== 'look-first'

/** An intent that is blind to some of what stands in its way. */
function seeingOnly(isSeen: (refusal: Refusal) => boolean) {
  return (real: AnyIntent): AnyIntent => ({
    ...real,
    needs: (state, context) => {
      const refusal = real.needs?.(state, context)
      return refusal && isSeen(refusal) ? refusal : undefined
    },
  })
}

/** An item of which no lot was ever recalled. */
function withNothingRecalled(state: unknown): never {
  const { lots = {}, ...item } = state as { lots?: Readonly<Record<string, object>> }
  const good = Object.entries(lots).map(([lot, one]) => [lot, { ...one, recalled: false }])
  return { ...item, lots: Object.fromEntries(good) } as never
}

/** Mistakes at the bench, the shelf and the help desk, each with the changes that make it. */
export const benchMistakes: readonly (readonly [mistake: string, ...changes: Change[]])[] = [
  [
    'what is handed out is never paid',
    withProcess('order', (real, state, signal, at) => {
      const paid = { ...signal, type: 'StepSucceeded', data: { step: 'take-held-money' } }
      return real
        .react(state, signal, at)
        .flatMap((act) =>
          act.do === 'send' && act.step === 'take-held-money' ? real.react(state, paid, at) : [act],
        )
    }),
  ],
  [
    'an order is paid in full though a line is short',
    withProcess('order', (real, state, signal, at) =>
      real
        .react(state, signal, at)
        .map((act) =>
          act.do === 'send' && act.step.startsWith('release-part')
            ? { ...act, data: { ...act.data, amount: 1 } }
            : act,
        ),
    ),
  ],
  [
    'goods leave the shelf and are still counted there',
    unguarded,
    withIntent(
      'hand-out-stock',
      deciding((decision) =>
        isRefusal(decision)
          ? decision
          : decision.map((event) =>
              event.type === 'StockHandedOut'
                ? { type: 'StockReleased', data: { ...event.data, lots: undefined } }
                : event,
            ),
      ),
    ),
  ],
  [
    'more comes back than was handed out',
    unguarded,
    withIntent(
      'take-back-stock',
      deciding((decision) =>
        isRefusal(decision)
          ? decision
          : decision.map(({ type, data }) => ({
              type,
              data: { ...data, quantity: (data as { quantity: number }).quantity + 1 },
            })),
      ),
    ),
  ],
  [
    'a count takes nothing away',
    withIntent(
      'count-stock',
      deciding((decision) =>
        isRefusal(decision)
          ? decision
          : decision.map((event) => {
              const { counted, expected } = event.data as { counted: number; expected: number }
              return event.type === 'StockCounted' && counted < expected
                ? { type: event.type, data: { ...event.data, counted: expected } }
                : event
            }),
      ),
    ),
  ],
  [
    'a recalled lot is handed out',
    withIntent('hand-over-order', seeingOnly(isNotOfLots)),
    withIntent('collect-order', seeingOnly(isNotOfLots)),
    withIntent('hand-out-stock', (real) => ({
      ...real,
      decide: (state, context) => real.decide(withNothingRecalled(state), context),
    })),
  ],
  [
    'two dispensers prepare one order',
    withIntent('start-preparing', (real) => ({
      ...real,
      needs: (state, context) => {
        const refusal = real.needs?.(state, context)
        return refusal?.code === 'claimed' ? undefined : refusal
      },
    })),
  ],
  [
    'whoever mistypes a code is never told',
    withProcess('order', (real, state, signal, at) =>
      signal.type === 'CollectionCodeMissed' ? [] : real.react(state, signal, at),
    ),
  ],
  [
    'nothing that is uncollected goes back',
    withProcess('order', (real, state, signal, at) =>
      real.react(state, signal, at).filter((act) => act.do !== 'timer' || act.name !== 'put-back'),
    ),
  ],
]
