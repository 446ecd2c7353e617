import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { lotReceived, salineAdded, tapeAdded, tapeReceived } from '../stories/item-story.ts'
import { recallLot } from './recall-lot.ts'

const kofi = { id: storyId(43), role: 'dispenser', onBehalfOf: null }
const given = story(recallLot)
const received = lotReceived('S-2', 4, '2027-05-31')
const reason = 'The maker asks for it back'
const recalled = { type: 'LotRecalled', data: { lot: 'S-2', reason } } as const

test('a lot that the maker asks for is recalled', () =>
  given(salineAdded, received).when(kofi, { lot: 'S-2', reason }).thenEvents(recalled))

test('a lot is recalled once', () =>
  given(salineAdded, received, recalled)
    .when(kofi, { lot: 'S-2', reason })
    .thenRefused('twice', { lot: 'S-2', name: 'Saline' }))

test('a lot that never came cannot be recalled', () =>
  given(salineAdded, received)
    .when(kofi, { lot: 'S-3', reason })
    .thenRefused('lot-unknown', { lot: 'S-3', name: 'Saline', known: 'S-2' }))

test('which lot it is has to be said', () =>
  given(salineAdded, received)
    .when(kofi, { lot: '', reason })
    .thenRefused('which-lot', { name: 'Saline' }))

test('what does not come in lots is withdrawn instead', () =>
  given(tapeAdded, tapeReceived(3))
    .when(kofi, { lot: '', reason })
    .thenRefused('without-lots', { name: 'Tape, 5 m' }))

test('before a first delivery there is nothing to recall', () =>
  given(salineAdded).when(kofi, { lot: 'S-2', reason }).thenRefused('empty', { name: 'Saline' }))
