import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { usualPreferences } from '../preferences.ts'
import { maria, mariaRegistered } from '../record-story.ts'
import { setContactPreferences } from './set-contact-preferences.ts'

const given = story(setContactPreferences)
const facts = { chosen: usualPreferences }
const nothing = { reminders: 'none', orders: 'none', news: 'none', before: '24' } as const

test('Maria has reminders two hours before, in here, and news by mail', () =>
  given(mariaRegistered)
    .when(
      maria,
      { reminders: 'in-app', orders: 'none', news: 'email', before: '2', anyway: false },
      { facts },
    )
    .thenEvents({
      type: 'ContactPreferencesSet',
      data: { reminders: 'in-app', orders: 'none', news: 'email', before: 2 },
    }))

test('with nothing left but the telephone she is asked whether that is meant', () => {
  given(mariaRegistered)
    .when(maria, { ...nothing, anyway: false }, { facts })
    .thenRefused('none-left')
  given(mariaRegistered)
    .when(maria, { ...nothing, anyway: true }, { facts })
    .thenEvents({
      type: 'ContactPreferencesSet',
      data: { reminders: 'none', orders: 'none', news: 'none', before: 24 },
    })
})

test('a record that is not there has no preferences', () =>
  given()
    .when(maria, { ...nothing, anyway: true }, { facts })
    .thenRefused('not-open'))
