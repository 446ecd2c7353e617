import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clinicEvents, staffEvents } from './events.ts'

test('somebody who joined in the one role there was then has it still', () => {
  const recorded = {
    name: 'Sam Pell',
    role: 'receptionist',
    roleTitle: 'receptionist',
    seat: 'sam',
  }
  assert.deepEqual(staffEvents['StaffJoined']?.upcasts?.[1]?.(recorded), {
    name: 'Sam Pell',
    email: '',
    roles: ['receptionist'],
    roleTitle: 'receptionist',
    seat: 'sam',
  })
})

test('a clinic that was set up before had no closed days and no sender', () => {
  const upcast = clinicEvents['ClinicSetUp']?.upcasts?.[1]?.({ name: 'Harbour Lane' })
  assert.deepEqual(upcast, { name: 'Harbour Lane', closedDays: [], sender: '', adminEmail: '' })
})
