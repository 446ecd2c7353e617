import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { countryOf, countryOptions } from '#values/countries.ts'
import { formatPhone, parsePhone, phoneField } from '#values/phone.ts'

// The same cases each time, so that a red run can be repeated.
fc.configureGlobal({ seed: 20_261_123 })

test('the same telephone is one number, however it is written', () => {
  const ways = [
    '07700 900142',
    '(07700) 900-142',
    '+44 7700 900142',
    '0044 7700 900142',
    '+44 (0)7700 900142',
  ]
  for (const typed of ways) assert.equal(parsePhone(typed, 'GB'), '+447700900142', typed)
})

test('a number without a country is one of the clinic’s country', () => {
  assert.equal(parsePhone('030 901820', 'DE'), '+4930901820')
  assert.equal(parsePhone('06 1234 5678', 'IT'), '+390612345678')
  assert.equal(parsePhone('06 1 234 5678', 'HU'), '+3612345678')
})

test('what is no number is not taken', () => {
  for (const typed of ['', 'call me', '12', '0'.repeat(20), '+0 123 456 789', '07700 900142 x3']) {
    assert.equal(parsePhone(typed, 'GB'), undefined, typed)
  }
})

test('a number is shown as it is said in its country', () => {
  assert.equal(formatPhone('+447700900142', 'GB'), '07700 900 142')
  assert.equal(formatPhone('+441632960140', 'GB'), '01632 960 140')
  assert.equal(formatPhone('+447700900142', 'DE'), '+447700900142')
})

test('what is shown can be typed back, for every number of the country', () => {
  const numbers = fc.integer({ min: 1_000_000, max: 9_999_999_999 })
  const country = fc.constantFrom('GB', 'DE', 'HU', 'US', 'ES', 'IT')
  fc.assert(
    fc.property(numbers, country, (digits, code) => {
      const number = `+${countryOf(code)?.calling}${digits}`
      const bare = String(digits)
      const trunk = countryOf(code)?.trunk ?? ''
      fc.pre(trunk === '' || !bare.startsWith(trunk))
      return parsePhone(formatPhone(number, code), code) === number
    }),
  )
})

test('a form takes a number of six digits or more', () => {
  assert.ok('errors' in phoneField('Telephone').parse('phone', { phone: '12345' }))
  assert.deepEqual(phoneField('Telephone').parse('phone', { phone: '01632 960140' }), {
    value: '01632 960140',
  })
  assert.deepEqual(phoneField('Telephone', { optional: true }).parse('phone', {}), { value: '' })
})

test('countries are listed by name', () => {
  const names = countryOptions().map(({ text }) => text)
  assert.ok(names.includes('United Kingdom') && names.includes('Ireland'))
  assert.deepEqual(
    names,
    [...names].sort((a, b) => a.localeCompare(b, 'en-GB')),
  )
})
