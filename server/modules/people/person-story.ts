import type { Actor } from '#kernel/event.ts'
import { storyId } from '#kernel/story.ts'
import type { PersonRow } from './published.ts'

/** People and their records, for the stories of this module's intents. */
export const ines: Actor = { id: storyId(2), role: 'receptionist', onBehalfOf: null }
export const nora: Actor = { id: storyId(3), role: 'manager', onBehalfOf: null }
export const ada: Actor = { id: storyId(4), role: 'admin', onBehalfOf: null }

/** A record as the read model has it. */
export function onFile(id: string, more: Partial<PersonRow> = {}): PersonRow {
  return {
    id,
    given: 'Maria',
    family: 'Santos',
    name: 'Maria Santos',
    dob: '1957-03-14',
    phone: '',
    email: '',
    guardian: null,
    ...more,
  }
}

/** Maria's registration, of which every one of these stories begins. */
export const registered = {
  type: 'PersonRegistered' as const,
  data: {
    given: 'Maria',
    family: 'Santos',
    dob: '1957-03-14',
    email: 'maria@example.org',
    phone: '+447700900142',
    noEmail: '',
    terms: '2026-11',
    guardian: null,
    anotherThan: null,
    anotherBecause: '',
  },
}
