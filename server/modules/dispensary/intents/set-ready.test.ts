import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { collectionCode } from '../rules/collection-code.ts'
import { handed, picking, process, started } from '../stories/ready-story.ts'
import { setReady } from './set-ready.ts'

const given = story(setReady)
const form = { ...handed, shelf: 'B3' }

test('a picked order is ready, with a code of its own', () =>
  given(...picking)
    .when(process, form)
    .thenEvents({
      type: 'OrderReady',
      data: { ...form, code: collectionCode('derived-collection-code') },
    }))

test('what nobody picked is not ready', () =>
  given(...started)
    .when(process, form)
    .thenRefused('preparing'))
