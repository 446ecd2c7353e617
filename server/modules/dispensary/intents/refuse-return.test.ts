import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { handedOver, process } from '../stories/ready-story.ts'
import { refuseReturn } from './refuse-return.ts'

const given = story(refuseReturn)
const refused = { return: storyId(71), name: 'Tape, 5 m', code: 'declined' }

test('a return of which nothing came is closed with the reason', () =>
  given(...handedOver)
    .when(process, refused)
    .thenEvents({ type: 'ReturnRefused', data: refused }))

test('a return that is refused already is answered as the first time', () =>
  given(...handedOver, { type: 'ReturnRefused', data: refused })
    .when(process, refused)
    .thenEvents())
