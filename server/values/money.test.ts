import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatMoney, isCurrency, moneyField, parseMoney, typedMoney } from '#values/money.ts'

// The same cases each time, so that a red run can be repeated.
fc.configureGlobal({ seed: 20_261_123 })

const amounts = fc.integer({ min: 0, max: 99_999_999 })

test('an amount is read the ways people write it', () => {
  const written = { '12': 1200, '12.5': 1250, '£12.50': 1250, '1,200.00': 120_000, ' € 3 ': 300 }
  for (const [typed, minor] of Object.entries(written)) assert.equal(parseMoney(typed), minor)
})

test('what could mean two amounts is not read as either', () => {
  const unclear = ['', '12,50', '1,2', '12.505', '-3', '1e3', '12.', '.', '£', '1 200', '٣']
  for (const typed of unclear) assert.equal(parseMoney(typed), undefined, typed)
})

test('what was typed comes back as it was meant, for every amount', () => {
  fc.assert(fc.property(amounts, (minor) => parseMoney(typedMoney(minor)) === minor))
})

test('what a page shows can be typed back, for every amount', () => {
  fc.assert(fc.property(amounts, (minor) => parseMoney(formatMoney(minor, 'GBP')) === minor))
})

test('no text at all makes half a penny', () => {
  fc.assert(
    fc.property(fc.string(), (typed) => {
      const minor = parseMoney(typed)
      return minor === undefined || (Number.isSafeInteger(minor) && minor >= 0)
    }),
  )
})

test('a form says what is wrong with an amount', () => {
  const field = moneyField('Amount', { min: 100, max: 50_000 })
  const said = (typed: string) => {
    const parsed = field.parse('amount', { amount: typed })
    return 'errors' in parsed ? parsed.errors.map(({ code, detail }) => `${code}: ${detail}`) : []
  }
  assert.deepEqual(said('12.345'), ['format: Amount has at most two decimals, like 12.50.'])
  assert.deepEqual(said('ten'), ['format: Amount must be an amount like 12 or 12.50.'])
  assert.deepEqual(said('0.99'), ['too-small: Amount must be at least 1.00.'])
  assert.deepEqual(said('500.01'), ['too-big: Amount can be at most 500.00.'])
  assert.deepEqual(said(''), ['missing: Enter an amount, like 12.50.'])
  assert.deepEqual(said('500'), [])
})

test('nothing is no amount, unless a form says so', () => {
  assert.ok('errors' in moneyField('Amount').parse('amount', { amount: '0' }))
  assert.deepEqual(moneyField('Price', { min: 0 }).parse('price', { price: '0' }), { value: 0 })
})

test('nothing has no sign, and less than nothing has one', () => {
  assert.deepEqual([formatMoney(-0, 'GBP'), formatMoney(-5, 'GBP')], ['£0.00', '-£0.05'])
})

test('only currencies counted in hundredths can be a clinic’s', () => {
  assert.deepEqual(['GBP', 'EUR', 'JPY', 'KWD', 'XQZ', 'gbp'].map(isCurrency), [
    true,
    true,
    false,
    false,
    false,
    false,
  ])
})
