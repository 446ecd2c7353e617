import { idOf } from '#kernel/event.ts'
import { process } from '#kernel/process.ts'
import { messageStream, type SendMessage } from '#modules/notices/published.ts'
import { invitationSecret } from '../invitations.ts'
import { staffStream } from '../published.ts'

type Invitation = { readonly ended: boolean }

const words = {
  todo: 'Mail the invitation',
  doing: 'Mailing the invitation',
  done: 'The invitation is on its way',
}

/** Mails the link of an invitation, one process an invitation. Where it cannot be, somebody has to call them. */
export const staffInvitation = process<Invitation>({
  name: 'staff-invitation',
  version: 1,
  title: 'Invitation',
  types: ['StaffInvited'],
  begins: ['StaffInvited'],
  route: ({ data }) => ('request' in data ? String(data.request) : undefined),
  initialState: { ended: false },
  evolve: (state, { type }) => (type === 'ProcessEnded' ? { ended: true } : state),
  react(_, { type, stream, data, actor }) {
    if (type === 'StaffInvited') {
      const request = String(data['request'])
      const message: SendMessage = {
        person: idOf(stream),
        kind: 'account',
        template: 'staff-invitation',
        to: '',
        facts: { by: actor, as: String(data['roleTitle']), until: Number(data['until']) },
        link: {
          path: `/staff/${idOf(stream)}/accept-invitation`,
          secret: invitationSecret(request),
        },
      }
      return [
        {
          do: 'send',
          step: 'send-invitation',
          intent: 'send-message',
          target: messageStream(request),
          data: message,
        },
      ]
    }
    if (type === 'StepSucceeded') return [{ do: 'end', as: 'mailed' }]
    if (type === 'StepRejected') return [{ do: 'stuck', as: 'The invitation could not be mailed' }]
    return []
  },
  plan: () => [{ step: 'send-invitation', words }],
  waitsFor: () => undefined,
  phases: { mailing: 'The invitation is being mailed' },
  phase: () => 'mailing',
  examples: [
    {
      type: 'StaffInvited',
      stream: staffStream('01900000-0000-7000-8000-000000000001'),
      data: { request: '01900000-0000-7000-8000-000000000002', roleTitle: 'Nurse', until: 0 },
    },
  ],
})
