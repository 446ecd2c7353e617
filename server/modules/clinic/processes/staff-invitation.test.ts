import { test } from 'node:test'
import { processStory, signal, storyId, storyTime } from '#kernel/story.ts'
import { staffInvitation } from './staff-invitation.ts'

const given = processStory(staffInvitation)
const [ines, nora] = [storyId(4), storyId(3)]
const invited = signal(
  'StaffInvited',
  { request: storyId(20), roleTitle: 'receptionist', until: storyTime },
  { stream: `staff-${ines}`, actor: nora },
)

test('an invitation is mailed with the link that lets them join', () => {
  given()
    .when(invited)
    .thenActs({
      do: 'send',
      step: 'send-invitation',
      intent: 'send-message',
      target: `message-${storyId(20)}`,
      data: {
        person: ines,
        kind: 'account',
        template: 'staff-invitation',
        to: '',
        facts: { by: nora, as: 'receptionist', until: storyTime },
        link: {
          path: `/staff/${ines}/accept-invitation`,
          secret: `invitation:${storyId(20)}`,
        },
      },
    })
})

test('once the message is on its way, the rest is up to whoever was invited', () => {
  given(invited).when(signal('StepSucceeded')).thenActs({ do: 'end', as: 'mailed' })
})

test('an invitation that cannot be mailed is a case for the help desk', () => {
  given(invited)
    .when(signal('StepRejected', { code: 'no-address' }))
    .thenActs({ do: 'stuck', as: 'The invitation could not be mailed' })
})
