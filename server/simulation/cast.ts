import type { Actor } from '#kernel/event.ts'
import type { StaffRole } from '#modules/clinic/published.ts'
import { derivedId } from '#worker/ids.ts'
import type { Asker } from './scenario.ts'

/** When the simulated clinic opens, in ms: a Monday in November, 9 o'clock. */
export const opening = Date.UTC(2026, 10, 23, 9, 0)

/** The id of a thing of the simulated clinic, by its name. */
export function thing(name: string): string {
  return derivedId(opening, 'simulation', name)
}

/** Few people with little money, so that they often run short, and what they paid for a visit. Minor units. */
export const patients = [
  { id: thing('aisha'), given: 'Aisha', pence: 8_000, visit: 4_200 },
  { id: thing('maria'), given: 'Maria', pence: 4_000, visit: 3_600 },
  { id: thing('omar'), given: 'Omar', pence: 0, visit: 0 },
] as const

/** What a patient's visit was held and taken under. */
export const visitOf = (given: string): string => thing(`visit of ${given}`)

/** The one item that comes in lots. */
export const lotted = thing('plasters')

/** Two lots of what comes in lots: the first is good for a day or two, the other for long. */
export const lots = [
  { lot: 'SOON', expires: '2026-11-25' },
  { lot: 'LATE', expires: '2027-12-31' },
] as const

/** Few things of which there is little; one is free of charge, one is made to order and one comes in lots. */
export const goods = [
  { id: thing('tape'), code: 'TAPE', price: 500, stocked: true, quantity: 6, maxPerOrder: 99 },
  { id: thing('sling'), code: 'SLING', price: 900, stocked: true, quantity: 3, maxPerOrder: 3 },
  { id: thing('leaflet'), code: 'LEAF', price: 0, stocked: true, quantity: 8, maxPerOrder: 9 },
  { id: thing('insole'), code: 'SOLE', price: 700, stocked: false, quantity: 0, maxPerOrder: 9 },
  { id: lotted, code: 'PLAST', price: 300, stocked: true, quantity: 6, maxPerOrder: 9 },
] as const

const staff = (name: string): Actor => ({ id: thing(name), role: roleOf(name), onBehalfOf: null })
const patient = (id: string): Actor => ({ id, role: 'patient', onBehalfOf: null })

/** The one who asks, for a task that concerns this patient. */
export function actorOf(asker: Asker, person: number): Actor {
  const at = (index: number) => patients[index % patients.length]?.id ?? ''
  if (asker === 'own') return patient(at(person))
  if (asker === 'stranger') return patient(at(person + 1))
  return staff(asker)
}

/** Who works at the simulated clinic, each under the id of this name: of dispensers there are two. */
export const colleagues = [
  'receptionist',
  'dispenser',
  'colleague',
  'manager',
  'practitioner',
] as const

/** The role in which somebody of the clinic asks. */
export function roleOf(name: string): StaffRole {
  return name === 'colleague' ? 'dispenser' : (name as StaffRole)
}
