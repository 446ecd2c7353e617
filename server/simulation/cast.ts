import type { Actor } from '#kernel/event.ts'
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

/** Few things of which there is little; one is free of charge and one is made to order. */
export const goods = [
  { id: thing('tape'), code: 'TAPE', price: 500, stocked: true, quantity: 6, maxPerOrder: 99 },
  { id: thing('sling'), code: 'SLING', price: 900, stocked: true, quantity: 3, maxPerOrder: 3 },
  { id: thing('leaflet'), code: 'LEAF', price: 0, stocked: true, quantity: 8, maxPerOrder: 9 },
  { id: thing('insole'), code: 'SOLE', price: 700, stocked: false, quantity: 0, maxPerOrder: 9 },
] as const

const staff = (role: string): Actor => ({ id: thing(role), role, onBehalfOf: null })
const patient = (id: string): Actor => ({ id, role: 'patient', onBehalfOf: null })

/** The one who asks, for a task that concerns this patient. */
export function actorOf(asker: Asker, person: number): Actor {
  const at = (index: number) => patients[index % patients.length]?.id ?? ''
  if (asker === 'own') return patient(at(person))
  if (asker === 'stranger') return patient(at(person + 1))
  return staff(asker)
}
