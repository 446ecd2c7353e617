import { test } from 'node:test'
import { story, storyId, storyTime } from '#kernel/story.ts'
import type { PersonEvents } from '../events.ts'
import { maria, mariaRegistered, mariaRow } from '../record-story.ts'
import { confirmEmailChange } from './confirm-email-change.ts'

const given = story(confirmEmailChange)
const facts = { person: mariaRow, wanted: 'maria@new.example' }
const request = storyId(60)
const link = { request, secret: `secret-for-change-email:${request}` }
const asked = (of: string): PersonEvents => ({
  type: 'EmailChangeRequested',
  data: { request: of, until: storyTime + 1000, email: 'maria@new.example', notice: null },
})

test('the link that was mailed to the new address makes it hers', () =>
  given(mariaRegistered, asked(request))
    .when(maria, link, { facts })
    .thenEvents({
      type: 'EmailChanged',
      data: { request, old: 'maria@example.org', email: 'maria@new.example' },
    }))

test('a link that was made up, or cut, changes nothing', () => {
  for (const secret of ['x', link.secret.slice(1), `secret-for-change-email:${storyId(61)}`])
    given(mariaRegistered, asked(request))
      .when(maria, { request, secret }, { facts })
      .thenRefused('wrong-link')
})

test('a link counts once, until its time is over, and only while it is the newest', () => {
  const changed: PersonEvents = {
    type: 'EmailChanged',
    data: { request, old: 'maria@example.org', email: 'maria@new.example' },
  }
  given(mariaRegistered, asked(request), changed).when(maria, link, { facts }).thenRefused('used')
  given(mariaRegistered, asked(request))
    .when(maria, link, { facts, at: storyTime + 1001 })
    .thenRefused('expired')
  given(mariaRegistered, asked(request), asked(storyId(61)))
    .when(maria, link, { facts })
    .thenRefused('replaced')
  given(mariaRegistered).when(maria, link, { facts }).thenRefused('nothing-asked')
})
