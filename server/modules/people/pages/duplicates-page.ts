import type { Page, PageContext } from '#kernel/page.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { longDay } from '#values/local-time.ts'
import { formatPhone } from '#values/phone.ts'
import { type Lookalikes, lookalikes } from '../lookalikes.ts'
import { type PersonRow, personById, personStream } from '../published.ts'

const listedMax = 50

type Side = Readonly<Record<string, unknown>>

function sideOf(context: PageContext, person: PersonRow, other: string, country: string): Side {
  const at = context.href(personStream(person.id))
  const isManager = context.actor.role === 'manager'
  return {
    name: person.name,
    href: at,
    phone: person.phone ? formatPhone(person.phone, country) : 'No telephone number',
    email: person.email || 'No e-mail address',
    // Whoever is kept, the other one is folded into it.
    fold: isManager
      ? { href: `${at}/merge-records?keep=${other}`, title: 'Fold this one in' }
      : null,
  }
}

async function pairOf(context: PageContext, pair: Lookalikes, country: string) {
  const [one, other] = await Promise.all([
    context.ask(personById(pair.one)),
    context.ask(personById(pair.other)),
  ])
  if (!one || !other) return undefined
  const apart = `${context.href(personStream(pair.one))}/tell-apart?other=${pair.other}`
  return {
    title: `${one.name} and ${other.name}`,
    born: longDay(pair.dob),
    sides: [sideOf(context, one, other.id, country), sideOf(context, other, one.id, country)],
    apart: { href: apart, title: 'Not the same person' },
  }
}

/** Records that may be one person's, two by two, with what can be said of them. */
export const duplicatesPage: Page = {
  path: '/patients/duplicates',
  view: 'people/duplicates.njk',
  by: { receptionist: 'clinic', manager: 'clinic' },
  async read(context) {
    const clinic = await context.ask(clinicSettings())
    const found = await context.ask(lookalikes(listedMax))
    const all = await Promise.all(found.map((pair) => pairOf(context, pair, clinic?.country ?? '')))
    const pairs = all.filter((pair) => pair !== undefined)
    return {
      title: 'Possible duplicates',
      back: { rel: 'patients', href: '/patients', title: 'People' },
      state: { count: pairs.length },
      embedded: {
        pairs: found.map(({ one, other, oneName, otherName, dob }) => ({
          href: context.href(personStream(one)),
          other: context.href(personStream(other)),
          names: [oneName, otherName],
          dob,
        })),
      },
      print: { pairs },
    }
  },
}
