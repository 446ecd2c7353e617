import { idOf } from '#kernel/event.ts'
import { leftAsItIs } from '#kernel/mending.ts'
import { type Act, process, type Signal } from '#kernel/process.ts'
import { messageStream, type SendMessage, wantedAddress } from '#modules/notices/published.ts'
import { emailChangeSecret } from '../intents/confirm-email-change.ts'
import { personStream } from '../published.ts'

type EmailChange = { readonly tellsOld: boolean; readonly done: number }

const askNew = {
  todo: 'Send a link to the new address',
  doing: 'Sending a link to the new address',
  done: 'The new address was sent a link',
}
const tellOld = {
  todo: 'Tell the address on file',
  doing: 'Telling the address on file',
  done: 'The address on file was told',
}

function stepsOf({ stream, data }: Signal): readonly Act[] {
  const person = idOf(stream)
  const request = String(data['request'])
  const until = Number(data['until'])
  const notice = data['notice']
  const send = (step: string, id: string, message: SendMessage): Act => ({
    do: 'send',
    step,
    intent: 'send-message',
    target: messageStream(id),
    data: message,
  })
  const about = { person, kind: 'account', facts: { until } } as const
  const link = {
    path: `/patients/${person}/confirm-email-change?request=${request}`,
    secret: emailChangeSecret(request),
  }
  return [
    send('ask-new-address', request, {
      ...about,
      template: 'email-change',
      to: wantedAddress,
      link,
    }),
    ...(typeof notice === 'string'
      ? [
          send('tell-old-address', notice, {
            ...about,
            template: 'email-changing',
            to: '',
            link: null,
          }),
        ]
      : []),
  ]
}

/**
 * Mails what a change of the address needs: a link to the new one, and word of it to the one on file, so
 * that nobody loses their address unheard. One process a request.
 */
export const emailChange = process<EmailChange>({
  name: 'email-change',
  version: 1,
  title: 'Change of an e-mail address',
  types: ['EmailChangeRequested'],
  begins: ['EmailChangeRequested'],
  route: ({ data }) => ('request' in data ? String(data.request) : undefined),
  initialState: { tellsOld: false, done: 0 },
  evolve(state, { type, data }) {
    if (type === 'EmailChangeRequested') return { ...state, tellsOld: data['notice'] !== null }
    // An address that must not be written to any more need not be told.
    if (type === 'StepSucceeded' || type === 'StepRejected')
      return { ...state, done: state.done + 1 }
    return state
  },
  react({ tellsOld, done }, signal) {
    const { type, data } = signal
    if (type === 'EmailChangeRequested') return stepsOf(signal)
    if (type === 'StepRejected' && data['step'] === 'ask-new-address')
      return [{ do: 'stuck', as: 'The new address could not be sent a link' }]
    const isAll = done === (tellsOld ? 2 : 1)
    return isAll && type.startsWith('Step') ? [{ do: 'end', as: 'mailed' }] : []
  },
  plan: ({ tellsOld }) => [
    { step: 'ask-new-address', words: askNew },
    ...(tellsOld ? [{ step: 'tell-old-address', words: tellOld }] : []),
  ],
  waitsFor: () => undefined,
  settlements: (_, life) => [
    leftAsItIs(life, {
      title: 'They were told another way',
      explains: 'What was mailed stays mailed. The change itself waits for their confirmation.',
    }),
  ],
  phases: {
    both: 'Mailing both addresses',
    'new-address': 'Mailing the new address',
    'old-address': 'Telling the address on file',
  },
  phase(_, underWay) {
    if (underWay.length > 1) return 'both'
    return underWay.includes('tell-old-address') ? 'old-address' : 'new-address'
  },
  examples: [null, '01900000-0000-7000-8000-000000000003'].map((notice) => ({
    type: 'EmailChangeRequested',
    stream: personStream('01900000-0000-7000-8000-000000000001'),
    data: { request: '01900000-0000-7000-8000-000000000002', until: 0, notice },
  })),
})
