import { idOf } from '#kernel/event.ts'
import { process } from '#kernel/process.ts'
import { messageStream, type SendMessage } from '#modules/notices/published.ts'

const words = {
  todo: 'Write the mail',
  doing: 'Writing the mail',
  done: 'The mail is written',
}

/** The mail leads to the answer and does not repeat it: a mailbox has other readers. */
function mailFor(person: string, stream: string): SendMessage {
  const link = { path: `/cases/${idOf(stream)}`, secret: '' }
  return { person, kind: 'account', template: 'answer-to-a-question', to: '', facts: {}, link }
}

/** Mails whoever a case is about that there is an answer: one message an answer, under its command's id. */
export const caseAnswerProcess = process<null>({
  name: 'case-answer',
  version: 1,
  title: 'Answer to a question',
  types: ['CaseAnswered'],
  begins: ['CaseAnswered'],
  route: ({ command }) => command,
  initialState: null,
  evolve: () => null,
  react(_, { type, stream, command, person }) {
    switch (type) {
      case 'CaseAnswered':
        if (person === null) return [{ do: 'end', as: 'nobody-to-tell' }]
        return [
          {
            do: 'send',
            step: 'send-message',
            intent: 'send-message',
            target: messageStream(command),
            data: mailFor(person, stream),
          },
        ]
      case 'StepSucceeded':
        return [{ do: 'end', as: 'written' }]
      case 'StepRejected':
        return [{ do: 'stuck', as: 'The mail about the answer could not be written' }]
      default:
        return []
    }
  },
  plan: () => [{ step: 'send-message', words }],
  waitsFor: () => undefined,
  phases: { writing: 'The mail is being written' },
  phase: () => 'writing',
  examples: [
    {
      type: 'CaseAnswered',
      stream: 'case-01900000-0000-7000-8000-000000000001',
      data: {},
    },
  ],
})
