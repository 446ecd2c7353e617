import { type DomainEvent, describeEvents, type EventDescriptions } from '#kernel/event.ts'
import { type ApprovalEvents, approvalEvents } from '#modules/approvals/published.ts'

/** What may be left to a proxy: booking and ordering, collecting what was ordered, seeing the wallet. */
export type ProxyTask = 'book' | 'collect' | 'wallet'

/** Why somebody is erased; no free text, since what is written there would outlive them. */
export type ErasureReason = 'asked' | 'mistake' | 'kept-long-enough'

/**
 * Who acts for a person, and what becomes of the record as a whole. `until` is a proxy's last day,
 * `YYYY-MM-DD`; `proxy` their own record, if they have one. `into` is the record that is kept, `folded` those
 * that were folded into one.
 */
export type RecordEvents =
  | ApprovalEvents
  | DomainEvent<'GuardianSet', { readonly guardian: string }>
  | DomainEvent<'GuardianEnded', { readonly guardian: string; readonly because: string }>
  | DomainEvent<
      'ProxyNamed',
      {
        readonly link: string
        readonly proxy: string | null
        readonly name: string
        readonly phone: string
        readonly may: readonly ProxyTask[]
        readonly until: string
      }
    >
  | DomainEvent<'ProxyEnded', { readonly link: string }>
  | DomainEvent<'LookalikeToldApart', { readonly other: string; readonly because: string }>
  | DomainEvent<'RecordsMerged', { readonly into: string; readonly because: string }>
  | DomainEvent<'RecordClosed', { readonly because: string }>
  | DomainEvent<'RecordReopened', { readonly because: string }>
  | DomainEvent<
      'PersonErased',
      { readonly because: ErasureReason; readonly folded: readonly string[] }
    >

const ownEvents = describeEvents<Exclude<RecordEvents, ApprovalEvents>>({
  GuardianSet: { version: 1, words: '{guardian:name} answers for them', tone: 'good' },
  GuardianEnded: {
    version: 1,
    words: '{guardian:name} does not answer for them any more',
    personal: ['because'],
  },
  ProxyNamed: {
    version: 1,
    words: 'A proxy was named',
    tone: 'good',
    personal: ['name', 'phone'],
  },
  ProxyEnded: { version: 1, words: 'A proxy does not act for them any more' },
  LookalikeToldApart: {
    version: 1,
    words: 'The record of {other:name}, which looks alike, is somebody else’s',
    personal: ['because'],
  },
  RecordsMerged: {
    version: 1,
    words: 'The record was folded into that of {into:name}',
    personal: ['because'],
  },
  RecordClosed: { version: 1, words: 'The record was closed', personal: ['because'] },
  RecordReopened: { version: 1, words: 'The record was opened again', personal: ['because'] },
  PersonErased: { version: 1, words: 'The person was erased', tone: 'bad' },
})

export const recordEvents: EventDescriptions = { ...ownEvents, ...approvalEvents }
