import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { asked, confirmed, request } from '../confirmation-story.ts'
import { mariaRegistered } from '../record-story.ts'
import { remindToConfirm } from './remind-to-confirm.ts'

const given = story(remindToConfirm)
const system = { id: 'system:email-confirmation', role: 'system', onBehalfOf: null }
const facts = { bounce: undefined }
const reminded = { type: 'EmailConfirmationReminded', data: { request } }

test('whoever has not answered is reminded, once', () => {
  given(mariaRegistered, asked()).when(system, { request }, { facts }).thenEvents(reminded)
  given(mariaRegistered, asked(), reminded)
    .when(system, { request }, { facts })
    .thenRefused('reminded')
})

test('nobody is reminded of what is answered or replaced', () => {
  given(mariaRegistered, asked(), confirmed)
    .when(system, { request }, { facts })
    .thenRefused('over')
  given(mariaRegistered, asked(), asked(storyId(32)))
    .when(system, { request }, { facts })
    .thenRefused('over')
})

test('nobody is reminded by a mail that would come back', () =>
  given(mariaRegistered, asked())
    .when(system, { request }, { facts: { bounce: { message: request, at: 1 } } })
    .thenRefused('bounced'))
