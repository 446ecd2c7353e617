import { idOf } from '#kernel/event.ts'
import type { Link, Page, PageContext } from '#kernel/page.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { longDay } from '#values/local-time.ts'
import { lookalikes } from '../lookalikes.ts'
import { peopleCount, personStream } from '../published.ts'
import { listedPeople, peopleById } from '../search/find-people.ts'
import { peopleTable } from './people-table.ts'

const pageLength = 50

function pageOf(asked: string | undefined, count: number): number {
  const last = Math.max(1, Math.ceil(count / pageLength))
  const page = /^\d{1,6}$/.test(asked ?? '') ? Number(asked) : 1
  return Math.min(Math.max(page, 1), last)
}

/** Whom this session opened last, the newest first: the next question is often about one of them. */
async function recentOf({ ask, href, recentlySeen }: PageContext): Promise<readonly object[]> {
  const ids = recentlySeen('person').map(idOf)
  const known = ids.length === 0 ? [] : await ask(peopleById(ids))
  return ids.flatMap((id) => {
    const one = known.find((person) => person.id === id)
    if (!one?.name) return []
    const born = one.dob ? { remark: `born ${longDay(one.dob)}` } : {}
    return [{ rel: 'person', href: href(personStream(id)), title: one.name, ...born }]
  })
}

/** The way to records that may be one person's, where there are some. */
async function duplicatesLink({ ask }: PageContext): Promise<Link | undefined> {
  const [first] = await ask(lookalikes(1))
  const title = 'Possible duplicates'
  return first && { rel: 'duplicates', href: '/patients/duplicates', title }
}

/** Everybody who is registered, whom one saw last, and the way to register somebody. */
export const peoplePage: Page = {
  path: '/patients',
  view: 'people/people.njk',
  creates: 'registration',
  by: { receptionist: 'clinic', dispenser: 'clinic', practitioner: 'clinic', manager: 'clinic' },
  async read(context) {
    const { query, ask, href } = context
    const clinic = await ask(clinicSettings())
    const count = await ask(peopleCount())
    const page = pageOf(query['page'], count)
    const people = await ask(listedPeople(pageLength, (page - 1) * pageLength))
    const to = (number: number) => `/patients?page=${number}`
    const back = page > 1 ? { href: to(page - 1), title: 'Previous' } : undefined
    const on = page * pageLength < count ? { href: to(page + 1), title: 'Next' } : undefined
    const duplicates = await duplicatesLink(context)
    const hrefOf = (id: string) => href(personStream(id))
    const caption = 'Everybody who is registered, by family name'
    return {
      title: 'People',
      links: [
        { rel: 'search', href: '/searches', title: 'Find a person' },
        ...(duplicates ? [duplicates] : []),
        ...(back ? [{ rel: 'prev', ...back }] : []),
        ...(on ? [{ rel: 'next', ...on }] : []),
      ],
      offers: await context.offersToCreate('registration', {}),
      state: { count, page },
      embedded: {
        people: people.map(({ id, name, dob }) => ({ href: hrefOf(id), id, name, dob })),
      },
      print: {
        people:
          people.length > 0
            ? peopleTable(caption, people, hrefOf, clinic?.country ?? '')
            : undefined,
        pages: back || on ? { ...(back ? { back } : {}), ...(on ? { on } : {}) } : undefined,
        recent: await recentOf(context),
        duplicates,
        lead: count === 1 ? 'One person is registered.' : `${count} people are registered.`,
      },
    }
  },
}
