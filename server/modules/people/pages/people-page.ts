import type { Page } from '#kernel/page.ts'
import type { ClinicSettings } from '#modules/clinic/published.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { longDay } from '#values/local-time.ts'
import { formatPhone } from '#values/phone.ts'
import { type PersonRow, peopleByName, peopleCount, personStream } from '../published.ts'

const pageLength = 50

function pageOf(asked: string | undefined, count: number): number {
  const last = Math.max(1, Math.ceil(count / pageLength))
  const page = /^\d{1,6}$/.test(asked ?? '') ? Number(asked) : 1
  return Math.min(Math.max(page, 1), last)
}

/** By family name, as a list is read: "Santos, Maria". */
function listed({ given, family, name }: PersonRow): string {
  return family && given ? `${family}, ${given}` : name || 'erased'
}

function tableOf(
  people: readonly PersonRow[],
  href: (stream: string) => string,
  clinic: ClinicSettings | undefined,
): object {
  const rows = people.map((person) => ({
    cells: [
      { text: listed(person), href: href(personStream(person.id)), rel: 'person' },
      { text: person.dob ? longDay(person.dob) : '', tone: 'quiet' },
      { text: person.phone ? formatPhone(person.phone, clinic?.country ?? '') : '' },
      { text: person.email },
    ],
  }))
  return {
    caption: 'Everybody who is registered, by family name',
    columns: [
      { title: 'Name', kind: 'text' },
      { title: 'Born', kind: 'text' },
      { title: 'Telephone', kind: 'text' },
      { title: 'E-mail', kind: 'text' },
    ],
    groups: [{ rows }],
  }
}

/** Everybody who is registered, and the way to register somebody. */
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
    const people = await ask(peopleByName(pageLength, (page - 1) * pageLength))
    const to = (number: number) => `/patients?page=${number}`
    const back = page > 1 ? { href: to(page - 1), title: 'Previous' } : undefined
    const on = page * pageLength < count ? { href: to(page + 1), title: 'Next' } : undefined
    return {
      title: 'People',
      links: [...(back ? [{ rel: 'prev', ...back }] : []), ...(on ? [{ rel: 'next', ...on }] : [])],
      offers: await context.offersToCreate('registration', {}),
      state: { count, page },
      embedded: {
        people: people.map(({ id, name, dob }) => ({
          href: href(personStream(id)),
          id,
          name,
          dob,
        })),
      },
      print: {
        people: people.length > 0 ? tableOf(people, href, clinic) : undefined,
        pages: back || on ? { ...(back ? { back } : {}), ...(on ? { on } : {}) } : undefined,
        lead: count === 1 ? 'One person is registered.' : `${count} people are registered.`,
      },
    }
  },
}
