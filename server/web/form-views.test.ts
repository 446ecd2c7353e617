import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  dateParts,
  formParts,
  hasMoreLines,
  type Input,
  inGroups,
  selectItems,
} from '#web/form-views.ts'

const input = (name: string, more: Partial<Input> = {}): Input => ({
  kind: 'text',
  name,
  label: name,
  value: '',
  required: false,
  ...more,
})

const lines = (filled: number, count = 20): Input[] =>
  Array.from({ length: count }, (_, index) => index + 1).flatMap((number) => [
    input(`item-${number}`, { group: 'lines', value: number <= filled ? 'TAPE-5' : '' }),
    input(`quantity-${number}`, { group: 'lines', value: number <= filled ? '1' : '' }),
  ])

const shownLines = (inputs: Input[], asked?: number): number => {
  const part = formParts(inputs, asked).find((one) => one.kind === 'lines')
  return part?.kind === 'lines' ? part.rows.length : 0
}

test('an order begins with four lines and keeps two free after the last filled one', () => {
  assert.equal(shownLines(lines(0)), 4)
  assert.equal(shownLines(lines(3)), 5)
  assert.equal(shownLines(lines(19)), 20)
})

test('more lines are shown when asked for, up to all there are', () => {
  assert.equal(shownLines(lines(1), 8), 8)
  assert.equal(shownLines(lines(1), 40), 20)
  assert.equal(hasMoreLines(lines(1), 8), true)
  assert.equal(hasMoreLines(lines(1), 20), false)
})

test('a line that was filled in further down is not hidden', () => {
  const inputs = lines(0).map((one) => (one.name === 'item-9' ? { ...one, value: 'TAPE-5' } : one))
  assert.equal(shownLines(inputs), 11)
})

test('neighbours of one group stand in a row, and a form without lines has none to add', () => {
  const inputs = [
    input('given-name', { group: 'name' }),
    input('family-name', { group: 'name' }),
    input('phone'),
  ]
  assert.deepEqual(
    formParts(inputs).map((part) => part.kind),
    ['row', 'field'],
  )
  assert.equal(hasMoreLines(inputs), false)
})

test('a date keeps the parts as they were typed, and marks the wrong ones', () => {
  const parts = dateParts(
    input('birth-date', { value: '2062--8', error: 'In the future', errorParts: ['year'] }),
  )
  assert.deepEqual(
    parts.map((part) => 'value' in part && 'error' in part && [part.value, part.error]),
    [
      ['8', false],
      ['', false],
      ['2062', true],
    ],
  )
})

test('three inputs of one group become one date, with the words of the whole', () => {
  const three = ['day', 'month', 'year'].map((part, index) =>
    input(`dob-${part}`, {
      kind: 'number',
      group: 'dob',
      label: index === 0 ? 'Date of birth: day' : part,
      value: ['8', '12', '2062'][index] ?? '',
      ...(index === 0 ? { error: 'In the future', hint: 'For example 14 3 1957' } : {}),
    }),
  )
  assert.deepEqual(formParts([...three, input('phone')]), [
    {
      kind: 'field',
      input: {
        kind: 'date',
        name: 'dob',
        label: 'Date of birth',
        value: '2062-12-8',
        typedParts: { day: '8', month: '12', year: '2062' },
        required: false,
        hint: 'For example 14 3 1957',
        error: 'In the future',
      },
    },
    { kind: 'field', input: input('phone') },
  ])
})

test('choices stand under their headings and are counted through', () => {
  const groups = inGroups([
    { value: '1', text: '08:45', group: 'Morning' },
    { value: '2', text: '13:30', group: 'Afternoon' },
    { value: '3', text: '09:15', group: 'Morning' },
  ])
  assert.deepEqual(
    groups.map((group) => [group.heading, group.options.map((option) => option.number)]),
    [
      ['Morning', [1, 3]],
      ['Afternoon', [2]],
    ],
  )
})

test('a drop-down says behind each choice what it costs, and before all that one is to be chosen', () => {
  const options = [
    { value: '', text: '' },
    { value: 'a', text: 'Gauze swabs', amount: 320, hint: '£3.20' },
    { value: 'b', text: 'Aisha Rahman', hint: 'born 2 August 1995' },
  ]
  assert.deepEqual(selectItems(input('item', { options })), [
    { value: '', text: 'Choose' },
    { value: 'a', text: 'Gauze swabs, £3.20' },
    { value: 'b', text: 'Aisha Rahman' },
  ])
})

test('neighbouring ticks with one legend are one question, with its error told once', () => {
  const box = (name: string) => ({ ...input(name), kind: 'tick' as const, legend: 'May work as' })
  const parts = formParts([{ ...box('a'), error: 'Tick one.' }, box('b'), input('c')])
  assert.deepEqual(
    parts.map((part) => part.kind),
    ['ticks', 'field'],
  )
  const [first] = parts
  assert.ok(first?.kind === 'ticks' && first.inputs.length === 2 && first.error === 'Tick one.')
})
