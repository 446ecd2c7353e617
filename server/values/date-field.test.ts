import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dateField } from '#values/date-field.ts'
import { addDays } from '#values/local-time.ts'
import { orNothing } from '#values/optional.ts'

// The same cases each time, so that a red run can be repeated.
fc.configureGlobal({ seed: 20_261_123 })

const born = dateField('Date of birth', { from: '1900-01-01' })
const typed = (day: string, month: string, year: string) => ({
  'dob-day': day,
  'dob-month': month,
  'dob-year': year,
})
const said = (raw: Record<string, string>) => {
  const parsed = born.parse('dob', raw)
  return 'errors' in parsed ? parsed.errors : parsed.value
}

test('a birth date is three fields, and one for machines', () => {
  assert.equal(said(typed('14', '3', '1957')), '1957-03-14')
  assert.equal(said({ dob: '1957-03-14' }), '1957-03-14')
  assert.deepEqual(
    born.inputs('dob').map(({ name }) => name),
    ['dob-day', 'dob-month', 'dob-year'],
  )
})

test('a day that the calendar does not have is said so at the first field', () => {
  assert.deepEqual(said(typed('31', '4', '1990')), [
    {
      field: 'dob-day',
      code: 'format',
      detail: 'Date of birth must be a day of the calendar, like 14 3 1957.',
    },
  ])
  assert.deepEqual(said({}), [
    { field: 'dob-day', code: 'missing', detail: 'Enter the date of birth.' },
  ])
  assert.deepEqual(said(typed('', '3', '1957')), said(typed('31', '4', '1990')))
})

test('nobody here was born before 1900', () => {
  assert.deepEqual(said(typed('31', '12', '1899')), [
    {
      field: 'dob-day',
      code: 'too-small',
      detail: 'Date of birth cannot be before 1 January 1900.',
    },
  ])
})

test('a date may be left out where the form says so', () => {
  assert.deepEqual(orNothing(born).parse('dob', { 'dob-day': ' ' }), { value: null })
  assert.deepEqual(orNothing(born).write('dob', null), {})
  assert.ok(
    orNothing(born)
      .inputs('dob')
      .every(({ required }) => !required),
  )
})

test('every day fills the form as it was typed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 80_000 }), (days) => {
      const day = addDays('1900-01-01', days)
      const parsed = born.parse('dob', born.write('dob', day))
      return 'value' in parsed && parsed.value === day
    }),
  )
})
