import { anyIntent } from '#kernel/intent.ts'
import type { Module } from '#kernel/module.ts'
import { anyProcess } from '#kernel/process.ts'
import { clinicEvents, staffEvents } from './events.ts'
import { acceptInvitation } from './intents/accept-invitation.ts'
import { addStaff } from './intents/add-staff.ts'
import { changeClinic } from './intents/change-clinic.ts'
import { changeRoles } from './intents/change-roles.ts'
import { inviteAgain } from './intents/invite-again.ts'
import { inviteStaff } from './intents/invite-staff.ts'
import { restoreStaff } from './intents/restore-staff.ts'
import { setUpClinic } from './intents/set-up-clinic.ts'
import { suspendStaff } from './intents/suspend-staff.ts'
import { clinicPage } from './pages/clinic-page.ts'
import { staffMemberPage } from './pages/staff-member-page.ts'
import { staffPage } from './pages/staff-page.ts'
import { clinicOpening } from './processes/clinic-opening.ts'
import { staffInvitation } from './processes/staff-invitation.ts'
import { clinicModel } from './projections/clinic.ts'
import { staffModel } from './projections/staff.ts'

/** The clinic itself and who works there. */
export const clinicModule: Module = {
  name: 'clinic',
  events: { ...clinicEvents, ...staffEvents },
  intents: [
    anyIntent(setUpClinic),
    anyIntent(changeClinic),
    anyIntent(addStaff),
    anyIntent(inviteStaff),
    anyIntent(inviteAgain),
    anyIntent(acceptInvitation),
    anyIntent(changeRoles),
    anyIntent(suspendStaff),
    anyIntent(restoreStaff),
  ],
  processes: [anyProcess(clinicOpening), anyProcess(staffInvitation)],
  projections: [clinicModel, staffModel],
  pages: [clinicPage, staffPage, staffMemberPage],
  navigation: [
    { rel: 'staff', href: '/staff', title: 'Staff', by: ['manager', 'admin'], order: 90 },
    { rel: 'clinic', href: '/clinic', title: 'Clinic', by: ['admin'], order: 95 },
  ],
}
