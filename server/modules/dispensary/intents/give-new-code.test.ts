import { match } from 'node:assert/strict'
import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { collectionCode } from '../rules/collection-code.ts'
import { handedOver, ready, sam, started } from '../stories/ready-story.ts'
import { giveNewCode } from './give-new-code.ts'

const given = story(giveNewCode)

test('a ready order gets another code', () =>
  given(...ready)
    .when(sam, {})
    .thenEvents({
      type: 'CollectionCodeRenewed',
      data: { code: collectionCode('derived-collection-code') },
    }))

test('a code is six digits, whatever it is made from', () => {
  match(collectionCode('01900000-0000-8000-8000-0000000000ff'), /^000255$/)
  match(collectionCode('01900000-0000-8000-8000-ffffffffffff'), /^\d{6}$/)
})

test('what is not ready has no code', () => {
  given(...started)
    .when(sam, {})
    .thenRefused('preparing')
  given(...handedOver)
    .when(sam, {})
    .thenRefused('handed-over')
})
