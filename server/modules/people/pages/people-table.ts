import { longDay } from '#values/local-time.ts'
import { formatPhone } from '#values/phone.ts'
import type { FoundPerson } from '../search/find-people.ts'

/** By family name, as a list is read: "Santos, Maria". */
function listed({ given, family, name }: FoundPerson): string {
  return family && given ? `${family}, ${given}` : name || 'erased'
}

/** People as rows of a table; `href` leads to a person's page by their id. */
export function peopleTable(
  caption: string,
  people: readonly FoundPerson[],
  href: (id: string) => string,
  country: string,
): object {
  const rows = people.map((person) => ({
    cells: [
      {
        text: listed(person),
        href: href(person.id),
        rel: 'person',
        ...(person.status === 'closed' ? { remark: 'record closed' } : {}),
      },
      { text: person.dob ? longDay(person.dob) : '', tone: 'quiet' },
      { text: person.phone ? formatPhone(person.phone, country) : '' },
      { text: person.email },
      { text: String(person.number), tone: 'quiet' },
    ],
  }))
  return {
    caption,
    columns: [
      { title: 'Name', kind: 'text' },
      { title: 'Born', kind: 'text' },
      { title: 'Telephone', kind: 'text' },
      { title: 'E-mail', kind: 'text' },
      { title: 'Number', kind: 'text', wide: true },
    ],
    groups: [{ rows }],
  }
}
