import { process } from '#kernel/process.ts'
import { messageStream } from '#modules/notices/published.ts'
import { longDay } from '#values/local-time.ts'
import { walletStream } from '../published.ts'

const words = {
  todo: 'Write the mail',
  doing: 'Writing the mail',
  done: 'The mail is written',
}

/** Mails a statement to whoever's wallet it is of: one message a statement, under the command's id. */
export const statementMail = process<null>({
  name: 'statement-mail',
  version: 1,
  title: 'Statement by mail',
  types: ['StatementSent'],
  begins: ['StatementSent'],
  route: ({ data, command }) => ('how' in data && data.how === 'mail' ? command : undefined),
  initialState: null,
  evolve: () => null,
  react(_, { type, data, stream, command }) {
    if (type === 'StatementSent') {
      const { from, to, before, after, lines } = data as Record<string, string> & {
        readonly lines: readonly string[]
      }
      const facts = {
        from: longDay(String(from)),
        to: longDay(String(to)),
        before: String(before),
        after: String(after),
        lines: lines.join('\n'),
      }
      const person = stream.slice('wallet-'.length)
      const message = { person, kind: 'account', template: 'statement', to: '', facts, link: null }
      const target = messageStream(command)
      return [{ do: 'send', step: 'send-message', intent: 'send-message', target, data: message }]
    }
    if (type === 'StepSucceeded') return [{ do: 'end', as: 'written' }]
    if (type === 'StepRejected') return [{ do: 'stuck', as: 'The mail could not be written' }]
    return []
  },
  plan: () => [{ step: 'send-message', words }],
  waitsFor: () => undefined,
  phases: { writing: 'The mail is being written' },
  phase: () => 'writing',
  examples: [
    {
      type: 'StatementSent',
      stream: walletStream('01900000-0000-7000-8000-000000000001'),
      data: { from: '2026-01-01', to: '2026-01-31', before: '', after: '', lines: [] },
    },
  ],
})
