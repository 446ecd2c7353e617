import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rolesField, rolesText } from './roles.ts'

const field = rolesField('May work as')

test('several boxes are one field, in the order of the list', () => {
  assert.deepEqual(field.parse('roles', { 'roles-manager': 'yes', 'roles-receptionist': 'yes' }), {
    value: ['receptionist', 'manager'],
  })
  assert.deepEqual(field.write('roles', ['manager']), { 'roles-manager': 'yes' })
})

test('at least one box has to be ticked, and with nothing else than a tick', () => {
  assert.ok('errors' in field.parse('roles', {}))
  const odd = field.parse('roles', { 'roles-admin': '__proto__' })
  assert.deepEqual('errors' in odd && odd.errors[0]?.field, 'roles-admin')
})

test('several roles are said as one', () => {
  assert.equal(
    rolesText(['receptionist', 'dispenser', 'manager']),
    'Receptionist, dispenser and manager',
  )
  assert.equal(rolesText(['admin']), 'Admin')
})
