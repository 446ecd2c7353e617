import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { ines, registered } from '../person-story.ts'
import { tellApart } from './tell-apart.ts'

const data = { other: storyId(2), because: 'They are cousins' }

test('two who look alike are told apart', () =>
  story(tellApart)(registered)
    .when(ines, data, { facts: { alike: [data.other] } })
    .thenEvents({ type: 'LookalikeToldApart', data }))

test('where nobody looks alike there is nothing to say', () =>
  story(tellApart)(registered)
    .when(ines, data, { facts: { alike: [] } })
    .thenRefused('none'))
