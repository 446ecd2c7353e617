import type { Page, PageContext } from '#kernel/page.ts'
import { type StaffMember, staffMembers, staffStream } from '../published.ts'
import { roleText } from '../roles.ts'

function tableOf(context: PageContext, members: readonly StaffMember[]): object {
  const rows = members.map(({ id, name, role, roleTitle }) => ({
    cells: [
      { text: name || 'erased', href: context.href(staffStream(id)), rel: 'staff-member' },
      { text: roleTitle },
      { text: roleText(role), tone: 'quiet' },
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
      state: { count: members.length },
      embedded: {
        'staff-member': members.map(({ id, name, role, roleTitle }) => ({
          href: context.href(staffStream(id)),
          id,
          name,
          role,
          roleTitle,
        })),
      },
      print: { staff: members.length > 0 ? tableOf(context, members) : undefined },
    }
  },
}
