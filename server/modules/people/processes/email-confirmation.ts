import { idOf } from '#kernel/event.ts'
import { type Act, process, type Signal } from '#kernel/process.ts'
import { messageStream, type SendMessage } from '#modules/notices/published.ts'
import { confirmationPath, confirmationSecret, remindAfterMs } from '../confirmation.ts'
import { personStream } from '../published.ts'

type Confirmation = {
  readonly person: string
  readonly request: string
  readonly until: number
  /** Whether their registration asked: then the welcome has carried the link to them. */
  readonly isFirst: boolean
}

const words = {
  ask: {
    todo: 'Send the link',
    doing: 'Sending the link',
    done: 'The link is sent',
  },
  remind: {
    todo: 'Remind them after two days',
    doing: 'Reminding them',
    done: 'They are reminded',
  },
  'send-reminder': {
    todo: 'Send the link again',
    doing: 'Sending the link again',
    done: 'The link is sent again',
  },
}

function mail(state: Confirmation, step: string, id: string, template: string): Act {
  const { person, request, until } = state
  const data: SendMessage = {
    person,
    kind: 'account',
    template,
    to: '',
    facts: { until },
    link: { path: confirmationPath(person, request), secret: confirmationSecret(request) },
  }
  return { do: 'send', step, intent: 'send-message', target: messageStream(id), data }
}

function begin(state: Confirmation, at: number): readonly Act[] {
  const { request, until, isFirst } = state
  return [
    ...(isFirst ? [] : [mail(state, 'ask', request, 'confirm-email')]),
    { do: 'timer', name: 'remind', due: at + remindAfterMs },
    { do: 'timer', name: 'lapse', due: until },
  ]
}

function onTimer(state: Confirmation, { data }: Signal): readonly Act[] {
  if (data['name'] === 'lapse') return [{ do: 'end', as: 'lapsed' }]
  const { person, request } = state
  const target = personStream(person)
  return [{ do: 'send', step: 'remind', intent: 'remind-to-confirm', target, data: { request } }]
}

const phaseOf: Readonly<Record<string, string>> = {
  ask: 'asking',
  remind: 'reminding',
  'send-reminder': 'sending-again',
}

/** The request of a registration has the person's own id. */
const firstExample = '01900000-0000-7000-8000-000000000001'

/**
 * A request to confirm an e-mail address: the link is mailed, once more after two days, and lapses after
 * seven. A newer request takes over silently: then there is nothing left to remind of.
 */
export const emailConfirmation = process<Confirmation>({
  name: 'email-confirmation',
  version: 1,
  title: 'E-mail confirmation',
  types: ['EmailConfirmationRequested', 'EmailConfirmationWithdrawn', 'EmailConfirmed'],
  begins: ['EmailConfirmationRequested'],
  route: ({ data }) => ('request' in data ? String(data.request) : undefined),
  initialState: { person: '', request: '', until: 0, isFirst: false },
  evolve: (state, { type, stream, data }) =>
    type === 'EmailConfirmationRequested'
      ? {
          person: idOf(stream),
          request: String(data['request']),
          until: Number(data['until']),
          isFirst: data['request'] === idOf(stream),
        }
      : state,
  react(state, signal, at) {
    const { type, data } = signal
    switch (type) {
      case 'EmailConfirmationRequested':
        return begin(state, at)
      case 'EmailConfirmed':
        return [{ do: 'end', as: 'confirmed' }]
      case 'EmailConfirmationWithdrawn':
        return [{ do: 'end', as: 'withdrawn' }]
      case 'TimerFired':
        return onTimer(state, signal)
      case 'StepSucceeded':
        // The id of the step's command is one that no other message has.
        return data['step'] === 'remind'
          ? [mail(state, 'send-reminder', String(data['command']), 'confirm-email-reminder')]
          : []
      case 'StepRejected':
        return data['step'] === 'remind' ? [{ do: 'end', as: 'changed' }] : []
      default:
        return []
    }
  },
  plan: ({ isFirst }) => [
    ...(isFirst ? [] : [{ step: 'ask', words: words.ask }]),
    { step: 'remind', words: words.remind },
    { step: 'send-reminder', words: words['send-reminder'] },
  ],
  waitsFor: () => 'The person presses the button on the page that the link opens',
  phases: {
    asking: 'Sending the link',
    asked: 'Waiting for them to confirm',
    reminding: 'Reminding them',
    'sending-again': 'Sending the link again',
  },
  phase: (_, [step = '']) => phaseOf[step] ?? 'asked',
  examples: [
    ...[firstExample, '01900000-0000-7000-8000-000000000002'].map((request) => ({
      type: 'EmailConfirmationRequested',
      stream: personStream(firstExample),
      data: { request, until: 0 },
    })),
    ...['EmailConfirmationWithdrawn', 'EmailConfirmed'].map((type) => ({
      type,
      stream: personStream(firstExample),
      data: { request: firstExample },
    })),
  ],
})
