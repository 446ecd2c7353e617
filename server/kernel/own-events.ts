import type { CommandEvent } from './command.ts'
import { describeEvents, type EventDescriptions } from './event.ts'
import type { ProcessEvent } from './process-events.ts'

/** The kernel's own event types: those of command streams and of process streams. */
export const ownEvents: EventDescriptions = {
  ...describeEvents<CommandEvent>({
    CommandReceived: { version: 1, words: 'Asked for: {intent}', personal: ['personal'] },
    CommandSucceeded: { version: 1, words: 'Done', tone: 'good' },
    CommandRejected: { version: 1, words: 'Refused: {code}', tone: 'bad' },
    CommandFailed: { version: 1, words: 'Failed: {error}', tone: 'bad' },
  }),
  ...describeEvents<ProcessEvent>({
    EventNoted: { version: 1, words: 'Took note of {type}' },
    StepSent: { version: 1, words: 'Sent the step {step:step}, try {attempt}' },
    StepSucceeded: { version: 1, words: 'The step {step:step} is done', tone: 'good' },
    StepRejected: { version: 1, words: 'The step {step:step} was refused: {code}', tone: 'bad' },
    StepFailed: {
      version: 1,
      words: 'The step {step:step} failed, try {attempt}: {error}',
      tone: 'bad',
    },
    StepAskedAgain: {
      version: 1,
      words: 'Nobody answered the step {step:step}, asked again under the same id: {times}',
    },
    StepGivenUp: {
      version: 1,
      words: 'The step {step:step} was given up after {tries} tries',
      tone: 'bad',
    },
    RetryPlanned: { version: 1, words: 'The step {step:step} is to be tried again at {at:moment}' },
    TimerFired: { version: 1, words: 'The time {name} came' },
    CompensationStarted: { version: 1, words: 'Began to undo what was done: {reason}' },
    StepUndone: { version: 1, words: 'The step {step:step} was undone' },
    CompensationEnded: { version: 1, words: 'Everything is undone' },
    CompensationOvertaken: {
      version: 1,
      words: 'The step {step:step} was done after all, and nothing undoes it: nothing is undone',
    },
    SettlementStarted: { version: 1, words: 'Somebody settles it by hand: {title}' },
    ProcessStuck: { version: 1, words: 'Stuck at {step:step}: {error}', tone: 'bad' },
    ProcessEnded: { version: 1, words: 'Ended: {as}', tone: 'good' },
  }),
}
