import type { Actor } from '#kernel/event.ts'
import { storyId } from '#kernel/story.ts'
import type { PersonEvents } from './events.ts'
import type { PersonRow } from './published.ts'

/** Maria's record, for the stories of what is done with it. */
export const mariaId = storyId(1)

export const mariaRow: PersonRow = {
  id: mariaId,
  given: 'Maria',
  family: 'Santos',
  name: 'Maria Santos',
  dob: '1957-03-14',
  phone: '+447700900142',
  email: 'maria@example.org',
  guardian: null,
}

export const mariaRegistered: PersonEvents = {
  type: 'PersonRegistered',
  data: {
    given: 'Maria',
    family: 'Santos',
    dob: '1957-03-14',
    phone: '+447700900142',
    email: 'maria@example.org',
    noEmail: '',
    terms: '2026-11',
    guardian: null,
    anotherThan: null,
    anotherBecause: '',
  },
}

export const maria: Actor = { id: mariaId, role: 'patient', onBehalfOf: null }
export const sam: Actor = { id: storyId(91), role: 'receptionist', onBehalfOf: null }
