import { storyId } from '#kernel/story.ts'
import type { ClinicSettings } from '#modules/clinic/published.ts'

/** What an erasure is decided on where nothing stands against it. For stories. */
export function settledAt(clinic: ClinicSettings) {
  return { wallet: undefined, running: [], clinic, wards: [], folded: [], lastCare: undefined }
}

/** The request of a manager, by the actor of stored events, `storyId(9)`. */
export const request = storyId(41)
export const requested = {
  type: 'ApprovalRequested' as const,
  data: {
    request,
    intent: 'erase-person',
    form: { because: 'asked' },
    what: 'Erase a person',
    amount: 0,
    beneficiary: storyId(1),
    reason: 'They asked for it',
  },
}
