import { type DomainEvent, describeEvents } from '#kernel/event.ts'

/** One of many that are tried again: its case with its number, and the step at which its process stands. */
export type TriedCase = { readonly case: string; readonly number: number; readonly step: string }

/** What came of one: it goes on, said the same again, said something else, is not answered, or was not tried. */
export type TryOutcome = 'went-on' | 'same' | 'other' | 'under-way' | 'not-tried'

/** What happens where many processes that are stuck in the same way are tried again together. */
export type RetryEvents =
  | DomainEvent<
      'RetryManyStarted',
      {
        /** The title of their process, the step they stand at, and what it said. */
        readonly process: string
        readonly step: string
        readonly error: string
        readonly cases: readonly TriedCase[]
      }
    >
  | DomainEvent<
      'OneRetried',
      { readonly case: string; readonly outcome: TryOutcome; readonly error: string }
    >
  | DomainEvent<
      'RetryManyEnded',
      /** `error` is what came back and stopped it; empty where all were tried. */
      { readonly tried: number; readonly wentOn: number; readonly error: string }
    >

export const retryEvents = describeEvents<RetryEvents>({
  RetryManyStarted: {
    version: 1,
    words: 'All that are stuck at {step:step} are tried again, one after the other: {error}',
  },
  OneRetried: { version: 1, words: 'One was tried: {outcome}' },
  RetryManyEnded: { version: 1, words: '{wentOn} of {tried} that were tried go on', tone: 'good' },
})
