import type { Page, PageContext } from '#kernel/page.ts'
import { allStaff, type StaffMember, staffStream } from '../published.ts'
import { rolesText } from '../roles.ts'
import { standingText } from './staff-words.ts'

function tableOf(context: PageContext, members: readonly StaffMember[]): object {
  const rows = members.map((member) => ({
    cells: [
      {
        text: member.name || 'erased',
        href: context.href(staffStream(member.id)),
        rel: 'staff-member',
      },
      { text: member.roleTitle },
      { text: rolesText(member.roles), tone: 'quiet' },
      { text: standingText(context.say, member, context.at), tone: 'quiet' },
    ],
  }))
  return {
    caption: 'Who works here',
    columns: [
      { title: 'Name', kind: 'text' },
      { title: 'What they are called', kind: 'text' },
      { title: 'What they may do', kind: 'text', wide: true },
      { title: 'Now', kind: 'text' },
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
    const members = await context.ask(allStaff())
    return {
      title: 'Who works here',
      links: [{ rel: 'clinic', href: '/clinic', title: 'The clinic' }],
      offers: await context.offersToCreate('staff', {}),
      state: { count: members.length },
      embedded: {
        'staff-member': members.map(({ id, name, roles, roleTitle, status }) => ({
          href: context.href(staffStream(id)),
          id,
          name,
          roles,
          roleTitle,
          status,
        })),
      },
      print: { staff: members.length > 0 ? tableOf(context, members) : undefined },
    }
  },
}
