import { test } from 'node:test'
import { processStory, signal, storyId } from '#kernel/story.ts'
import { caseAnswerProcess } from './case-answer.ts'

const story = processStory(caseAnswerProcess)
const answered = (person: string | null) =>
  signal('CaseAnswered', {}, { stream: `case-${storyId(50)}`, command: storyId(60), person })

test('whoever was answered has a mail that leads to the answer and does not tell it', () =>
  story()
    .when(answered(storyId(2)))
    .thenActs({
      do: 'send',
      step: 'send-message',
      intent: 'send-message',
      target: `message-${storyId(60)}`,
      data: {
        person: storyId(2),
        kind: 'account',
        template: 'answer-to-a-question',
        to: '',
        facts: {},
        link: { path: `/cases/${storyId(50)}`, secret: '' },
      },
    }))

test('a mail that cannot be written is somebody’s matter', () =>
  story(answered(storyId(2)))
    .when(signal('StepRejected', { step: 'send-message', code: 'exists' }))
    .thenActs({ do: 'stuck', as: 'The mail about the answer could not be written' }))
