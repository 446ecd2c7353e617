import { anyIntent } from '#kernel/intent.ts'
import type { Module } from '#kernel/module.ts'
import { anyProcess } from '#kernel/process.ts'
import { personEvents } from './events.ts'
import { registerPatient } from './intents/register-patient.ts'
import { lookalikeNeeds } from './needs.ts'
import { peoplePage } from './pages/people-page.ts'
import { personPage } from './pages/person-page.ts'
import { registration } from './processes/registration.ts'
import { contactPreferencesModel } from './projections/contact-preferences.ts'
import { peopleModel } from './projections/people.ts'

/** The people the clinic is there for. */
export const peopleModule: Module = {
  name: 'people',
  events: personEvents,
  intents: [anyIntent(registerPatient)],
  processes: [anyProcess(registration)],
  projections: [peopleModel, contactPreferencesModel],
  pages: [peoplePage, personPage],
  navigation: [
    {
      rel: 'patients',
      href: '/patients',
      title: 'People',
      by: ['receptionist', 'dispenser', 'practitioner', 'manager'],
      order: 50,
    },
  ],
  needs: (role) => (role === 'receptionist' || role === 'manager' ? [lookalikeNeeds()] : []),
}
