import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { ines, onFile, registered } from '../person-story.ts'
import { endGuardian } from './end-guardian.ts'

const because = 'The court decided so'
const guardian = storyId(5)

test('a guardian’s part is ended at once, with the reason', () =>
  story(endGuardian)(registered)
    .when(ines, { because }, { facts: { ward: onFile(storyId(1), { guardian }) } })
    .thenEvents({ type: 'GuardianEnded', data: { guardian, because } }))

test('where nobody is guardian there is nothing to end', () =>
  story(endGuardian)(registered)
    .when(ines, { because }, { facts: { ward: onFile(storyId(1)) } })
    .thenRefused('none'))
