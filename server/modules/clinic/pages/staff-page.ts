import type { Page } from '#kernel/page.ts'
import { type StaffMember, staffMembers } from '../published.ts'
import { staffRoles } from '../roles.ts'

function tableOf(members: readonly StaffMember[]): object {
  const roleOf = (role: string) => staffRoles.find(({ value }) => value === role)?.text ?? role
  const rows = members.map(({ name, role, roleTitle }) => ({
    cells: [
      { text: name || 'erased', strong: true },
      { text: roleTitle },
      { text: roleOf(role), tone: 'quiet' },
    ],
  }))
  return {
    caption: 'Who works here',
    narrow: true,
    columns: [
      { title: 'Name', kind: 'text' },
      { title: 'What they are called', kind: 'text' },
      { title: 'What they may do', kind: 'text' },
    ],
    groups: [{ rows }],
  }
}

/** Who works here, and the way to take somebody on. */
export const staffPage: Page = {
  path: '/staff',
  view: 'clinic/staff.njk',
  creates: 'staff',
  by: {
    admin: 'clinic',
    manager: 'clinic',
    practitioner: 'clinic',
    dispenser: 'clinic',
    receptionist: 'clinic',
  },
  async read(context) {
    const members = await context.ask(staffMembers())
    return {
      title: 'Who works here',
      links: [{ rel: 'clinic', href: '/clinic', title: 'The clinic' }],
      offers: await context.offersToCreate('staff', {}),
      state: {
        members: members.map(({ id, name, role, roleTitle }) => ({ id, name, role, roleTitle })),
      },
      print: { staff: members.length > 0 ? tableOf(members) : undefined },
    }
  },
}
