import { deepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { parseFields } from '#kernel/field.ts'
import { story, storyId } from '#kernel/story.ts'
import { tapeAdded } from '../stories/item-story.ts'
import { addCatalogueItem } from './add-catalogue-item.ts'

const kofi = { id: storyId(41), role: 'dispenser', onBehalfOf: null }

const tape = tapeAdded.data
const given = story(addCatalogueItem)

test('a dispenser adds an item with its price', () =>
  given()
    .when(kofi, tape, { facts: { namesake: undefined } })
    .thenEvents({ type: 'ItemAdded', data: tape }))

test('a code that is taken names the item that has it', () =>
  given()
    .when(kofi, tape, { facts: { namesake: { id: storyId(2), name: 'Old tape' } } })
    .thenRefused('code-used', { code: 'TAPE-5', name: 'Old tape' }))

test('an item is added once', () =>
  given({ type: 'ItemAdded', data: tape })
    .when(kofi, tape, { facts: { namesake: undefined } })
    .thenRefused('added'))

test('a code is written in capitals and an empty box is no', () => {
  const typed = { code: ' tape-5 ', name: 'Tape, 5 m', unit: 'roll', price: '9.95', taxRate: '20' }
  const more = { stocked: 'yes', reorderLevel: '8', returnable: 'yes', maxPerOrder: '20' }
  deepStrictEqual(parseFields(addCatalogueItem.fields, { ...typed, ...more }), { value: tape })
})

test('a code of one letter or with a space is an error of its field', () => {
  const { fields } = addCatalogueItem
  const errors = ['T', 'TAPE 5'].map((code) => fields.code.parse('code', { code }))
  deepStrictEqual(
    errors.map((one) => 'errors' in one && one.errors[0]?.field),
    ['code', 'code'],
  )
})
