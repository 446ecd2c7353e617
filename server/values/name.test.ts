import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fullName, likeness, nameField, parseName } from '#values/name.ts'

// The same cases each time, so that a red run can be repeated.
fc.configureGlobal({ seed: 20_261_123 })

test('people of any script have a name', () => {
  for (const name of ['Inês', '李小龍', 'O’Brien-Óg', 'فاطمة', 'X'])
    assert.equal(parseName(name), name)
})

test('a name is kept without the spaces around it', () => {
  assert.equal(parseName('  Maria   Santos '), 'Maria Santos')
})

test('a name longer than a hundred characters, or with control characters, is not kept', () => {
  assert.equal(parseName('a'.repeat(101)), undefined)
  assert.equal(parseName('a\u0000b'), undefined)
  assert.equal(parseName('abc\u202Edef'), undefined)
  assert.equal(parseName('𠮷'.repeat(100)), '𠮷'.repeat(100))
})

test('what was kept is kept again unchanged', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
      const name = parseName(typed)
      return name === undefined || parseName(name) === name
    }),
  )
})

test('a person with one name has one', () => {
  assert.equal(fullName('Prince', ''), 'Prince')
  assert.equal(fullName('Maria', 'Santos'), 'Maria Santos')
})

test('accents and case make no other person', () => {
  assert.equal(likeness('INÊS'), likeness('ines'))
  assert.notEqual(likeness('Abernathy'), likeness('Abernethy'))
})

test('the given name is asked for, the family name may be left out', () => {
  assert.ok('errors' in nameField('Given name').parse('given', {}))
  assert.deepEqual(nameField('Family name', { optional: true }).parse('family', {}), { value: '' })
})
