import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { ines, registered } from '../person-story.ts'
import { endProxy } from './end-proxy.ts'

const link = storyId(31)
const proxies = [
  {
    link,
    proxy: storyId(7),
    name: 'Anne',
    phone: '',
    may: ['wallet'] as const,
    until: '2027-03-01',
  },
]

test('a proxy is ended at once', () =>
  story(endProxy)(registered)
    .when(ines, { link }, { facts: { proxies } })
    .thenEvents({ type: 'ProxyEnded', data: { link } }))

test('there has to be one to end', () => {
  story(endProxy)(registered)
    .when(ines, { link }, { facts: { proxies: [] } })
    .thenRefused('none')
  story(endProxy)(registered)
    .when(ines, { link: storyId(32) }, { facts: { proxies } })
    .thenRefused('gone')
})
