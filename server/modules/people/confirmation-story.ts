import { storyId, storyTime } from '#kernel/story.ts'
import type { PersonEvents } from './events.ts'

/** A request to confirm an address, for the stories of this module. */

export const request = storyId(31)
export const weekMs = 7 * 24 * 3_600_000

export const asked = (id = request): PersonEvents => ({
  type: 'EmailConfirmationRequested',
  data: { request: id, until: storyTime + weekMs },
})

export const confirmed: PersonEvents = { type: 'EmailConfirmed', data: { request } }
