import { test } from 'node:test'
import { processStory, signal, storyId } from '#kernel/story.ts'
import { returnedMailProcess } from './returned-mail.ts'

const story = processStory(returnedMailProcess)
const cameBack = signal(
  'MessageBounced',
  { address: 'file' },
  { stream: `message-${storyId(50)}`, command: storyId(60), person: storyId(2) },
)

test('mail that came back has a case that leads to the message', () =>
  story()
    .when(cameBack)
    .thenActs({
      do: 'send',
      step: 'open-case',
      intent: 'open-case',
      target: `case-${storyId(60)}`,
      data: {
        about: { kind: 'thing', href: `/messages/${storyId(50)}` },
        process: 'mail',
        step: '',
        error: 'Nothing more goes to this address until it is put right.',
        tries: 1,
        person: storyId(2),
        title: 'The mail that came back',
      },
    }))

test('once the case is open the work is done', () =>
  story(cameBack)
    .when(signal('StepSucceeded', { step: 'open-case' }))
    .thenActs({ do: 'end', as: 'opened' }))
