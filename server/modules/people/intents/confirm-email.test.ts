import { test } from 'node:test'
import { story, storyId, storyTime } from '#kernel/story.ts'
import { asked, confirmed, request, weekMs } from '../confirmation-story.ts'
import { mariaRegistered } from '../record-story.ts'
import { confirmEmail } from './confirm-email.ts'

const given = story(confirmEmail)
const visitor = { id: 'visitor', role: 'visitor', onBehalfOf: null }
const link = { request, secret: `secret-for-confirm-email:${request}` }

test('whoever presses the button on the page of the mailed link confirms the address', () =>
  given(mariaRegistered, asked()).when(visitor, link).thenEvents(confirmed))

test('a link counts once', () =>
  given(mariaRegistered, asked(), confirmed).when(visitor, link).thenRefused('used'))

test('a link holds for a week', () => {
  given(mariaRegistered, asked())
    .when(visitor, link, { at: storyTime + weekMs })
    .thenEvents(confirmed)
  given(mariaRegistered, asked())
    .when(visitor, link, { at: storyTime + weekMs + 1 })
    .thenRefused('expired')
})

test('only the newest link counts', () => {
  const newer = storyId(32)
  const old = given(mariaRegistered, asked(), asked(newer)).when(visitor, link)
  old.thenRefused('replaced')
})

test('a link that was cut or made up confirms nothing', () => {
  for (const secret of [link.secret.slice(0, -1), '', 'secret-for-sign-in-link:1'])
    given(mariaRegistered, asked())
      .when(visitor, { ...link, secret })
      .thenRefused('wrong-link')
})

test('nobody’s address is confirmed who has no record, or who asked to use another', () => {
  given().when(visitor, link).thenRefused('not-open')
  const changed = {
    type: 'EmailChanged',
    data: { request: storyId(33), old: 'maria@example.org', email: 'new@example.org' },
  }
  given(mariaRegistered, asked(), changed).when(visitor, link).thenRefused('used')
})
