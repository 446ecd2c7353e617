import { type DomainEvent, describeEvents } from '#kernel/event.ts'

/**
 * What happens to a request that a second person decides. It stands on the stream of the thing it is about,
 * so that approving and doing are one step. Who asked and who decided are the events' actors.
 */
export type ApprovalEvents =
  | DomainEvent<
      'ApprovalRequested',
      {
        /** The id of the request. */
        readonly request: string
        /** The intent that is asked for, and what was filled in. */
        readonly intent: string
        readonly form: object
        /** The same for readers: "Refund". */
        readonly what: string
        /** In minor units; 0 where no money is concerned. */
        readonly amount: number
        /** Whoever gains by it, who must not decide on it. */
        readonly beneficiary: string | null
        readonly reason: string
      }
    >
  | DomainEvent<'ApprovalGiven', { readonly request: string }>
  | DomainEvent<'ApprovalDeclined', { readonly request: string; readonly reason: string }>

/** Described once for every module whose things have requests. */
export const approvalEvents = describeEvents<ApprovalEvents>({
  ApprovalRequested: {
    version: 1,
    words: 'A second person was asked for: {what}{amount:ofmoney}',
    tone: 'note',
    reason: 'reason',
  },
  ApprovalGiven: { version: 1, words: 'The request was approved', tone: 'good' },
  ApprovalDeclined: {
    version: 1,
    words: 'The request was declined: {reason}',
    tone: 'bad',
    reason: 'reason',
  },
})
