import { test } from 'node:test'
import { story, storyTime } from '#kernel/story.ts'
import { handedOver, process, ready } from '../stories/ready-story.ts'
import { remindToCollect } from './remind-to-collect.ts'

const given = story(remindToCollect)
const data = { day: 3, until: storyTime }

test('a ready order reminds of itself', () =>
  given(...ready)
    .when(process, data)
    .thenEvents({ type: 'CollectionReminded', data }))

test('what is collected reminds nobody', () =>
  given(...handedOver)
    .when(process, data)
    .thenRefused('handed-over'))
