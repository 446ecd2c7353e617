import { fireTimer } from '#kernel/command.ts'
import { decider } from '#kernel/decider.ts'
import { type AnyIntent, anyIntent, intent } from '#kernel/intent.ts'

/** What a process had set a timer for: nobody asks for it, but it has a page like whatever was asked. */
export const setTime: AnyIntent = anyIntent(
  intent({
    name: fireTimer,
    title: 'Go on at a set time',
    submit: 'Go on',
    doing: 'Going on at the set time',
    done: 'A set time had come',
    notDone: 'The set time came to nothing',
    on: decider({ stream: 'process', shape: 1, initialState: {}, evolve: {} }),
    by: {},
    fields: {},
    decide: () => [],
    refusals: {},
    next: [],
  }),
)
