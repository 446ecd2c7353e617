import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { placedOrder, pricedOrder, tape, tapeLine } from '../stories/order-story.ts'
import { patient } from '../stories/ready-story.ts'
import { stopNotice } from './stop-notice.ts'

const given = story(stopNotice)
const facts = { name: 'Tape, 5 m', left: 1, asked: 2 }
const denied = [
  placedOrder(tapeLine),
  pricedOrder(tapeLine),
  { type: 'OrderDenied', data: { code: 'short-stock', facts } },
]
const wanted = { type: 'NoticeAskedFor', data: { item: tape, name: 'Tape, 5 m', quantity: 2 } }

test('who changes their mind is told nothing', () =>
  given(...denied, wanted)
    .when(patient, {})
    .thenEvents({ type: 'NoticeNotWanted', data: { item: tape, name: 'Tape, 5 m' } }))

test('there is nothing to stop where nothing was wanted', () =>
  given(...denied)
    .when(patient, {})
    .thenRefused('not-wanted'))
