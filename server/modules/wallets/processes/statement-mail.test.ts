import { test } from 'node:test'
import { processStory, signal, storyId } from '#kernel/story.ts'
import { messageStream } from '#modules/notices/published.ts'
import { walletStream } from '../published.ts'
import { statementMail } from './statement-mail.ts'

test('a statement is mailed once, to whoever’s wallet it is of', () =>
  processStory(statementMail)()
    .when(
      signal(
        'StatementSent',
        {
          from: '2026-10-23',
          to: '2026-11-23',
          how: 'mail',
          before: '£0.00',
          after: '£5.00',
          lines: ['one', 'two'],
        },
        { stream: walletStream(storyId(1)), command: storyId(7) },
      ),
    )
    .thenActs({
      do: 'send',
      step: 'send-message',
      intent: 'send-message',
      target: messageStream(storyId(7)),
      data: {
        person: storyId(1),
        kind: 'account',
        template: 'statement',
        to: '',
        facts: {
          from: '23 October 2026',
          to: '23 November 2026',
          before: '£0.00',
          after: '£5.00',
          lines: 'one\ntwo',
        },
        link: null,
      },
    }))
