import type { Page, PageContext } from '#kernel/page.ts'
import { type StaffMember, staffMember, staffStream } from '../published.ts'
import { rolesText } from '../roles.ts'
import { staffPage } from './staff-page.ts'
import { standingText } from './staff-words.ts'

/** Who took them on: the person behind the command, or the clinic's own founding. */
async function takenOnBy(context: PageContext, id: string): Promise<string> {
  const [joined] = await context.stream(staffStream(id))
  return joined ? context.say.name(joined.onBehalfOf ?? joined.actor) : ''
}

function factsOf({ say, at }: PageContext, member: StaffMember, by: string) {
  const isInvited = member.status === 'invited'
  return [
    { title: 'What they are called', text: member.roleTitle },
    { title: 'What they may do', text: rolesText(member.roles) },
    { title: 'Now', text: standingText(say, member, at) },
    ...(member.email ? [{ title: 'E-mail', text: member.email }] : []),
    { title: isInvited ? 'Invited' : 'Here since', text: say.moment(member.joinedAt).text },
    { title: isInvited ? 'Invited by' : 'Taken on by', text: by },
  ]
}

/** Somebody who works here: as what, since when, and who took them on. */
export const staffMemberPage: Page = {
  path: '/staff/:id',
  view: 'clinic/staff-member.njk',
  thing: 'staff',
  by: staffPage.by,
  async read(context) {
    const id = context.params['id'] ?? ''
    const member = await context.ask(staffMember(id))
    if (!member) return undefined
    const { name, roles, roleTitle, status, joinedAt } = member
    const by = await takenOnBy(context, id)
    return {
      title: name || 'Somebody who was erased',
      back: { rel: 'staff', href: '/staff', title: 'Who works here' },
      links: [
        {
          rel: 'events',
          href: `${context.href(staffStream(id))}/events`,
          title: 'What happened, step by step',
        },
      ],
      offers: await context.offers(staffStream(id)),
      state: {
        id,
        name,
        roles,
        roleTitle,
        status,
        since: context.say.moment(joinedAt),
        takenOnBy: by,
      },
      print: { about: factsOf(context, member, by) },
    }
  },
}
