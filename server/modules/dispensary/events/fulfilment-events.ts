import { type DomainEvent, describeEvents } from '#kernel/event.ts'

/** Pieces of one lot; the lot is empty where the item has none. */
export type LotPick = { readonly lot: string; readonly quantity: number }

/** What was picked for one line, and what is missing of it and why. */
export type PickedLine = {
  readonly item: string
  readonly lots: readonly LotPick[]
  readonly short: { readonly quantity: number; readonly reason: string } | null
}

/** What of a line is there to be handed over. */
export type ReadyLine = { readonly item: string; readonly quantity: number }

/** A ready line that must not be handed out any more, of which lot, why, and what it would have come to. */
export type LeftOut = ReadyLine & {
  readonly code: 'recalled-lot' | 'expired-lot'
  readonly lot: string
  readonly amount: number
}

type Refused = { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }
type Handed = { readonly lines: readonly ReadyLine[]; readonly total: number }

/**
 * What happens to a confirmed order until it is gone. Whoever prepares, hands over or collects is the
 * event's own actor. Money in minor units.
 */
export type FulfilmentEvents =
  | DomainEvent<'PreparationStarted', Readonly<Record<never, never>>>
  | DomainEvent<'PreparationTakenOver', { readonly reason: string }>
  | DomainEvent<'PreparationPutBack', { readonly reason: string }>
  | DomainEvent<'OrderPicked', { readonly lines: readonly PickedLine[]; readonly shelf: string }>
  | DomainEvent<'OrderReady', Handed & { readonly code: string | null; readonly shelf: string }>
  | DomainEvent<'OrderNotReady', Refused>
  | DomainEvent<'OrderWaitsLong', { readonly stage: 'confirmed' | 'preparing' }>
  | DomainEvent<'CollectionReminded', { readonly day: number; readonly until: number }>
  | DomainEvent<
      'OrderHandOverStarted',
      {
        readonly receivedBy: 'patient' | 'proxy'
        /** Who collects for the patient, if they have a record here. */
        readonly proxy: string | null
        /** Their name, where it was only told at the desk; null once erased. */
        readonly receiver: string | null
        /** What the patient said to it, where nobody had named them to collect. */
        readonly consent: string | null
        readonly identityChecked: boolean
        readonly by: 'desk' | 'code'
      }
    >
  | DomainEvent<'OrderLineLeftOut', LeftOut & { readonly name: string }>
  | DomainEvent<'OrderHandedOver', Handed>
  | DomainEvent<'OrderCollected', Handed>
  | DomainEvent<'CollectionCodeMissed', { readonly left: number }>
  | DomainEvent<'CollectionCodeRenewed', { readonly code: string | null }>
  | DomainEvent<'OrderPuttingBackStarted', { readonly reason: string }>
  | DomainEvent<'OrderLapsed', Readonly<Record<never, never>>>
  | DomainEvent<'OrderUndone', { readonly reason: string }>
  | DomainEvent<'OrderSettledByHand', { readonly as: string }>

export const fulfilmentEvents = describeEvents<FulfilmentEvents>({
  PreparationStarted: { version: 1, words: 'Its preparation was begun.', tone: 'held' },
  PreparationTakenOver: {
    version: 1,
    words: 'Its preparation was taken over: {reason}',
    reason: 'reason',
  },
  PreparationPutBack: {
    version: 1,
    words: 'It was put back on the bench for somebody else: {reason}',
    reason: 'reason',
  },
  OrderPicked: { version: 1, words: 'Its lines were picked from the shelf.', tone: 'held' },
  OrderReady: {
    version: 1,
    words: 'It is ready to be collected, {total:money} in all.',
    tone: 'good',
    // The code is as good as the goods: it stands sealed, and a page shows it to whoever may see it.
    personal: ['code'],
  },
  OrderNotReady: {
    version: 1,
    words: 'The shelf did not give what was picked ({code}), so it goes on being prepared.',
    tone: 'bad',
  },
  OrderWaitsLong: {
    version: 1,
    words: 'It has been waiting for more than a working day ({stage}).',
    tone: 'bad',
  },
  CollectionReminded: {
    version: 1,
    words: 'It has been ready for {day} days. It is kept until {until:day}.',
  },
  OrderHandOverStarted: {
    version: 1,
    words: 'It is being handed over to the {receivedBy} ({by}).',
    tone: 'held',
    personal: ['receiver', 'consent'],
  },
  OrderLineLeftOut: {
    version: 1,
    words:
      '{quantity} {name} stayed here, since lot {lot} must not be handed out any more ({code}). {amount:money} of what was held for it is free again.',
    tone: 'bad',
  },
  OrderHandedOver: {
    version: 1,
    words: 'It was handed over at the desk, {total:money} in all.',
    tone: 'good',
  },
  OrderCollected: {
    version: 1,
    words: 'It was collected by its code, {total:money} in all.',
    tone: 'good',
  },
  CollectionCodeMissed: {
    version: 1,
    words: 'A code was typed that is not right. Tries left: {left}.',
    tone: 'bad',
  },
  CollectionCodeRenewed: {
    version: 1,
    words: 'A new code to collect it was made.',
    personal: ['code'],
  },
  OrderPuttingBackStarted: {
    version: 1,
    words: 'It goes back on the shelf: {reason}',
    reason: 'reason',
  },
  OrderLapsed: {
    version: 1,
    words: 'It was not collected and went back on the shelf. Nothing was charged.',
  },
  OrderUndone: {
    version: 1,
    words: 'The clinic undid it: {reason} Nothing was charged and nothing is held.',
    tone: 'bad',
    reason: 'reason',
  },
  OrderSettledByHand: { version: 1, words: 'It was settled by hand: {as}.' },
})
