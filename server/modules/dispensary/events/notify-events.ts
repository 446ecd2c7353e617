import { type DomainEvent, describeEvents } from '#kernel/event.ts'

type Wanted = { readonly item: string; readonly name: string; readonly quantity: number }

/** Whoever could not have something is told once it is back; it stands with the order that was denied. */
export type NotifyEvents =
  | DomainEvent<'NoticeAskedFor', Wanted>
  | DomainEvent<'NoticeNotWanted', { readonly item: string; readonly name: string }>
  | DomainEvent<'ItemBack', Wanted>

export const notifyEvents = describeEvents<NotifyEvents>({
  NoticeAskedFor: { version: 1, words: 'They want to hear once {name} is back.', tone: 'held' },
  NoticeNotWanted: { version: 1, words: 'They need not hear of {name} any more.' },
  ItemBack: { version: 1, words: '{name} is back, and they were told.', tone: 'good' },
})
