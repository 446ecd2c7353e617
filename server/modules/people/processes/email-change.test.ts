import assert from 'node:assert/strict'
import { test } from 'node:test'
import { processStory, signal, storyId, storyTime } from '#kernel/story.ts'
import { mariaId } from '../record-story.ts'
import { emailChange } from './email-change.ts'

const request = storyId(60)
const notice = storyId(61)
const place = { stream: `person-${mariaId}` }
const asked = (told: string | null) =>
  signal('EmailChangeRequested', { request, until: storyTime, notice: told }, place)
const done = (step: string) => signal('StepSucceeded', { step })

test('the new address is sent a link and the address on file is told', () => {
  const { acts } = processStory(emailChange)().when(asked(notice))
  assert.deepEqual(
    acts.map((act) => act.do === 'send' && [act.target, (act.data as { to: string }).to]),
    [
      [`message-${request}`, 'wanted'],
      [`message-${notice}`, ''],
    ],
  )
})

test('it ends when all that had to be sent is on its way', () => {
  const given = processStory(emailChange)
  given(asked(notice)).when(done('ask-new-address')).thenActs()
  given(asked(notice), done('ask-new-address'))
    .when(done('tell-old-address'))
    .thenActs({ do: 'end', as: 'mailed' })
  given(asked(null)).when(done('ask-new-address')).thenActs({ do: 'end', as: 'mailed' })
})

test('an address that cannot be sent a link is somebody’s to look at', () =>
  processStory(emailChange)(asked(null))
    .when(signal('StepRejected', { step: 'ask-new-address', code: 'no-address' }))
    .thenActs({ do: 'stuck', as: 'The new address could not be sent a link' }))
