import { confirmationSecret } from '#modules/people/published.ts'
import { type Clockwork, firstDay } from './clockwork.ts'
import type { Deed } from './deed.ts'
import { neighbours } from './neighbours.ts'
import { stories } from './stories.ts'

/** Whose welcome came back. */
const bouncing = 'hannah'

const minuteMs = 60_000

/** Who has an address, and the open day on which they were registered. */
function addressed(): readonly { readonly key: string; readonly day: number }[] {
  return [...stories, ...neighbours]
    .filter((one) => !('noEmail' in one && one.noEmail))
    .map(({ key, joined }) => ({ key, day: joined ?? firstDay }))
}

/** People press the button in their welcome: those of the old list as it comes, the others after lunch. */
function confirmations({ at }: Clockwork): readonly Deed[] {
  return addressed()
    .filter(({ key }) => key !== bouncing)
    .map(({ key, day }, index) => ({
      at:
        day === firstDay
          ? at(day, '08:50') + index * 3 * minuteMs
          : at(day, '12:50') + index * minuteMs,
      by: key,
      intent: 'confirm-email',
      on: key,
      ends: 'succeeded',
      data: (idOf, secretFor) => {
        // The welcome's link goes by the person's id.
        const request = idOf(key)
        return { request, secret: secretFor(confirmationSecret(request)) }
      },
    }))
}

/** Sam sees in the clinic's mailbox that Hannah's welcome came back. */
function bounce({ at }: Clockwork): Deed {
  const day = stories.find(({ key }) => key === bouncing)?.joined ?? 0
  return {
    at: at(day, '11:35'),
    by: 'sam',
    intent: 'report-bounce',
    on: bouncing,
    ends: 'succeeded',
    data: () => ({ reason: '550 5.1.1 There is no mailbox of this name' }),
  }
}

/** What becomes of the mail that the clinic would send. */
export function mailing(clockwork: Clockwork): readonly Deed[] {
  return [...confirmations(clockwork), bounce(clockwork)]
}
