import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { handingOver, picking, process, ready } from '../stories/ready-story.ts'
import { resumePreparing } from './resume-preparing.ts'

const given = story(resumePreparing)
const refused = { code: 'lot-short', facts: { lot: 'A1', left: 0 } }
const again = { type: 'OrderNotReady', data: refused } as const

test('what the shelf refused goes back to whoever prepares it, from the bench and from the desk', () => {
  given(...picking)
    .when(process, refused)
    .thenEvents(again)
  given(...handingOver)
    .when(process, refused)
    .thenEvents(again)
})

test('what lies ready stays so', () =>
  given(...ready)
    .when(process, refused)
    .thenRefused('ready'))
