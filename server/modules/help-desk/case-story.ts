import { storyId } from '#kernel/story.ts'
import type { CaseEvents } from './events.ts'

/** People of the help desk's stories. */
export const nora = { id: storyId(41), role: 'manager', onBehalfOf: null }
export const sam = { id: storyId(42), role: 'receptionist', onBehalfOf: null }
export const maria = { id: storyId(2), role: 'patient', onBehalfOf: null }

/** An order of Maria’s that is stuck, with its case. */
export const stuckCase = {
  type: 'CaseOpened',
  data: {
    about: { kind: 'process', stream: `process.order-${storyId(1)}` },
    process: 'order',
    step: 'reserve-stock',
    error: 'The shelf did not answer',
    tries: 6,
    person: maria.id,
    reporter: null,
    title: '',
    what: '',
    reach: '',
  },
} as const satisfies CaseEvents

/** A question that Maria asked about an item. */
export const asked = {
  type: 'CaseOpened',
  data: {
    ...stuckCase.data,
    about: { kind: 'thing', href: `/catalogue/${storyId(7)}` },
    process: '',
    step: '',
    error: '',
    tries: 0,
    reporter: maria.id,
    title: 'Support socks M',
    what: 'Are there larger ones?',
  },
} as const satisfies CaseEvents

/** What went wrong with something that is nobody’s. */
export const nobodys = {
  type: 'CaseOpened',
  data: { ...asked.data, person: null, reporter: null },
} as const satisfies CaseEvents

export const closed = { type: 'CaseClosed', data: {} } as const satisfies CaseEvents
