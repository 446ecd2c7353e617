import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { harbourLane as clinic } from '../../../testing/harbour-lane.ts'
import { ines, onFile, registered } from '../person-story.ts'
import type { PersonRow } from '../published.ts'
import { nameProxy } from './name-proxy.ts'

const given = story(nameProxy)(registered)
const george = storyId(1)
const target = `person-${george}`
const anne = onFile(storyId(7), { given: 'Anne', name: 'Anne Whitlock', dob: '1975-05-05' })
const form = {
  proxy: anne.id,
  name: '',
  phone: '',
  book: false,
  collect: true,
  wallet: true,
  until: '2027-03-01',
}
const known = (
  facts: { called?: readonly string[]; chosen?: PersonRow | undefined; proxies?: readonly [] } = {},
) => ({
  target,
  facts: { clinic, called: facts.called ?? [], chosen: facts.chosen, proxies: facts.proxies ?? [] },
})
const named = { link: 'derived-proxy', may: ['collect', 'wallet'] as const, until: '2027-03-01' }

test('somebody on file becomes a proxy, for what was ticked and until the day agreed', () =>
  given.when(ines, form, known({ chosen: anne })).thenEvents({
    type: 'ProxyNamed',
    data: { ...named, proxy: anne.id, name: '', phone: '' },
  }))

test('a name and a number that are one person’s here are that person', () =>
  given
    .when(
      { id: george, role: 'patient', onBehalfOf: null },
      { ...form, proxy: null, name: 'Anne Whitlock', phone: '07700 900321' },
      known({ called: [anne.id] }),
    )
    .thenEvents({ type: 'ProxyNamed', data: { ...named, proxy: anne.id, name: '', phone: '' } }))

test('a name and a number that nobody here has are kept, and give nobody a way in', () =>
  given
    .when(ines, { ...form, proxy: null, name: 'Anne Whitlock', phone: '07700 900321' }, known())
    .thenEvents({
      type: 'ProxyNamed',
      data: { ...named, proxy: null, name: 'Anne Whitlock', phone: '+447700900321' },
    }))

test('a proxy is named for a year at most, and not for days that are over', () => {
  const when = (until: string) => given.when(ines, { ...form, until }, known({ chosen: anne }))
  when('2027-11-23').thenEvents({
    type: 'ProxyNamed',
    data: { ...named, until: '2027-11-23', proxy: anne.id, name: '', phone: '' },
  })
  when('2027-11-24').thenRefused('too-long', { last: '23 November 2027' })
  when('2026-11-22').thenRefused('over')
})

test('nobody needs a proxy for themselves', () =>
  given
    .when(ines, { ...form, proxy: george }, known({ chosen: onFile(george) }))
    .thenRefused('self'))

test('a proxy is somebody, is of age, and may do something', () => {
  given.when(ines, { ...form, proxy: null }, known()).thenRefused('nobody')
  given.when(ines, form, known()).thenRefused('unknown')
  given
    .when(ines, { ...form, collect: false, wallet: false }, known({ chosen: anne }))
    .thenRefused('nothing')
  given
    .when(ines, form, known({ chosen: { ...anne, dob: '2015-01-01' } }))
    .thenRefused('minor', { proxy: anne.id, age: 16 })
  given.when(ines, { ...form, phone: '12' }, known({ chosen: anne })).thenRefused('phone')
})

test('nothing is left to anybody on a record that is closed', () =>
  story(nameProxy)(registered, { type: 'RecordClosed', data: { because: 'Moved away' } })
    .when(ines, form, known({ chosen: anne }))
    .thenRefused('closed'))
