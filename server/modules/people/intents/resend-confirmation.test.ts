import { test } from 'node:test'
import { story, storyId, storyTime } from '#kernel/story.ts'
import { asked, confirmed, weekMs } from '../confirmation-story.ts'
import { mariaRegistered, mariaRow } from '../record-story.ts'
import { resendConfirmation } from './resend-confirmation.ts'

const given = story(resendConfirmation)
const sam = { id: storyId(41), role: 'receptionist', onBehalfOf: null }
const facts = { person: mariaRow, bounce: undefined }
const anew = {
  type: 'EmailConfirmationRequested',
  data: { request: 'derived-confirmation', until: storyTime + weekMs },
}

test('a new link is sent, which takes the place of the old one', () =>
  given(mariaRegistered, asked()).when(sam, {}, { facts }).thenEvents(anew))

test('at most three links a day', () => {
  const three = [asked(), asked(storyId(32)), asked(storyId(33))]
  const dayMs = 24 * 3_600_000
  given(mariaRegistered, ...three)
    .when(sam, {}, { facts })
    .thenRefused('too-many', { often: 3, again: storyTime + dayMs })
  const tomorrow = storyTime + dayMs
  given(mariaRegistered, ...three)
    .when(sam, {}, { facts, at: tomorrow })
    .thenEvents({ ...anew, data: { ...anew.data, until: tomorrow + weekMs } })
})

test('an address that mail came back from is corrected first', () =>
  given(mariaRegistered, asked())
    .when(sam, {}, { facts: { person: mariaRow, bounce: { message: storyId(7), at: storyTime } } })
    .thenRefused('bounced', { at: storyTime }))

test('an address that is confirmed needs no link, and none goes to nobody', () => {
  given(mariaRegistered, asked(), confirmed).when(sam, {}, { facts }).thenRefused('confirmed')
  given(mariaRegistered)
    .when(sam, {}, { facts: { ...facts, person: { ...mariaRow, email: '' } } })
    .thenRefused('no-address')
  given().when(sam, {}, { facts }).thenRefused('not-open')
})
