import { sendPage } from '#web/respond.ts'
import { own } from '#web/sign-in/account-tasks.ts'
import { roleTitle } from '#web/sign-in/roles.ts'
import type { Visit } from '#web/visit.ts'

const shownMax = 100

const places: Readonly<Record<string, string>> = {
  patients: 'Your record',
  wallets: 'Your wallet',
  orders: 'An order of yours',
  commands: 'Something that was done for you',
}

const placeOf = (what: string) => places[what.split('/')[1] ?? ''] ?? 'Something of yours'

/** Notes that somebody of the clinic looked at what is a person's; one's own is nobody's business. */
export function noteRead({ site, viewer }: Visit, person: string | null, what: string): void {
  const { id, role } = viewer.actor
  if (!site.access || person === null || person === id || viewer.kind !== 'staff') return
  site.access.reads.note({ about: person, reader: id, role, what, at: site.clock.wall() })
}

/** Answers `/account/reads`: who of the clinic looked at what is mine, and when. */
export const answerReads = own({ fresh: false }, (visit, { access, person }) => {
  const { say } = visit
  const rows = access.reads.about(person, shownMax).map(({ reader, role, what, at }) => ({
    cells: [
      { text: say.moment(at).text },
      { text: say.name(reader), remark: roleTitle(role) },
      { text: placeOf(what) },
    ],
  }))
  const head = {
    title: 'Who looked at your record',
    heading: 'Who looked at your record',
    lead: 'People of the clinic who opened a page about you, the latest first.',
    back: { href: '/account', title: 'Your account' },
  }
  const columns = [
    { title: 'When', kind: 'time' },
    { title: 'Who', kind: 'text' },
    { title: 'What', kind: 'text' },
  ]
  const table = { caption: 'Who looked', columns, groups: [{ rows }], headless: false }
  return sendPage(visit, 200, 'access/reads.njk', head, { table, none: rows.length === 0 })
})
