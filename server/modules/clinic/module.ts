import { anyIntent } from '#kernel/intent.ts'
import type { Module } from '#kernel/module.ts'
import { anyProcess } from '#kernel/process.ts'
import { clinicEvents, staffEvents } from './events.ts'
import { addStaff } from './intents/add-staff.ts'
import { setUpClinic } from './intents/set-up-clinic.ts'
import { clinicPage } from './pages/clinic-page.ts'
import { staffMemberPage } from './pages/staff-member-page.ts'
import { staffPage } from './pages/staff-page.ts'
import { clinicOpening } from './processes/clinic-opening.ts'
import { clinicModel } from './projections/clinic.ts'
import { staffModel } from './projections/staff.ts'

/** The clinic itself and who works there. */
export const clinicModule: Module = {
  name: 'clinic',
  events: { ...clinicEvents, ...staffEvents },
  intents: [anyIntent(setUpClinic), anyIntent(addStaff)],
  processes: [anyProcess(clinicOpening)],
  projections: [clinicModel, staffModel],
  pages: [clinicPage, staffPage, staffMemberPage],
  navigation: [
    { rel: 'staff', href: '/staff', title: 'Staff', by: ['manager', 'admin'], order: 90 },
    { rel: 'clinic', href: '/clinic', title: 'Clinic', by: ['admin'], order: 95 },
  ],
}
