import type { Link, Representation } from '#kernel/page.ts'
import { type OrderRow, orderByNumber, orderStream } from '#modules/dispensary/published.ts'
import {
  type FoundPerson,
  findPeople,
  foundCount,
  peopleTable,
  personStream,
  wantedBy,
} from '#modules/people/published.ts'
import { dayOf } from '#values/local-time.ts'
import { halOf } from '#web/hal-forms.ts'
import { offersToCreate } from '#web/offers.ts'
import { templateData } from '#web/pages.ts'
import { problem } from '#web/problem.ts'
import { sendJson, sendPage, sendProblem } from '#web/respond.ts'
import { searchBack, searchesOf, searchForm, searchRefused } from '#web/search-form.ts'
import { sessionKey } from '#web/session-key.ts'
import { parameterOf, queryOf, type Visit } from '#web/visit.ts'

const pageLength = 25
const countedMost = 1_000
const again: Link = { rel: 'search', href: '/searches', title: 'Find a person' }

/** An order by its number, where a number is all that was typed. */
async function orderIn({ site, say }: Visit, words: string): Promise<object | undefined> {
  const number = /^(?:order\s*)?#?\s*(\d{1,9})$/i.exec(words)?.[1]
  const order: OrderRow | undefined =
    number === undefined ? undefined : await site.store.query(orderByNumber(Number(number)))
  if (!order) return undefined
  return {
    href: site.map.href(orderStream(order.id)),
    title: `Order ${order.number}`,
    remark: `of ${say.name(order.patient)}`,
  }
}

type Found = {
  readonly people: readonly FoundPerson[]
  readonly count: number
  readonly page: number
}

async function find({ site, known, at, request }: Visit, words: string): Promise<Found> {
  const wanted = wantedBy(words, dayOf(at, known.zone))
  const count = await site.store.query(foundCount(wanted, countedMost + 1))
  const asked = /^\d{1,4}$/.exec(queryOf(request)['page'] ?? '')?.[0]
  const last = Math.max(1, Math.ceil(Math.min(count, countedMost) / pageLength))
  const page = Math.min(Math.max(Number(asked ?? 1), 1), last)
  const people = await site.store.query(findPeople(wanted, pageLength, (page - 1) * pageLength))
  return { people, count, page }
}

function countWords({ count }: Found): string {
  if (count > countedMost)
    return `More than ${countedMost} people are found. Type more of the name.`
  if (count === 0) return 'Nobody is found.'
  return count === 1 ? 'One person is found.' : `${count} people are found.`
}

async function resultOf(visit: Visit, id: string, words: string): Promise<Representation> {
  const { site, known } = visit
  const found = await find(visit, words)
  const { people, count, page } = found
  const href = (person: string) => site.map.href(personStream(person)) ?? '/'
  const to = (number: number) => `/searches/${id}?page=${number}`
  const previous = page > 1 ? { href: to(page - 1), title: 'Previous' } : undefined
  const next =
    page * pageLength < Math.min(count, countedMost)
      ? { href: to(page + 1), title: 'Next' }
      : undefined
  return {
    title: 'Find a person',
    links: [
      again,
      ...(previous ? [{ rel: 'prev', ...previous }] : []),
      ...(next ? [{ rel: 'next', ...next }] : []),
    ],
    offers: await offersToCreate(visit, 'registration', {}),
    state: { count, page },
    embedded: {
      people: people.map((one) => ({
        href: href(one.id),
        id: one.id,
        name: one.name,
        dob: one.dob,
        number: one.number,
      })),
    },
    print: {
      lead: countWords(found),
      form: searchForm(words),
      order: await orderIn(visit, words),
      people:
        people.length > 0
          ? peopleTable('Who is found', people, href, known.clinic?.country ?? '')
          : undefined,
      pages: previous || next ? { back: previous, on: next } : undefined,
    },
  }
}

/** Answers `GET /searches/<id>`: who is found now, for the session that searched. */
export async function answerFound(visit: Visit): Promise<void> {
  const no = searchRefused(visit)
  if (no) return sendProblem(visit, no)
  const id = parameterOf(visit.request, 'id')
  const words = searchesOf(visit.site).wordsOf(id, sessionKey(visit), visit.site.clock.wall())
  if (words === undefined) {
    return sendProblem(
      visit,
      problem('not-found', {
        title: 'This search is over',
        detail: 'A search is kept for half an hour, for whoever made it. Search again.',
        links: [again],
      }),
    )
  }
  const result = await resultOf(visit, id, words)
  const { request, response, wants } = visit
  if (wants.kind === 'machine')
    return sendJson(request, response, halOf(request.originalUrl, result), wants.type)
  const head = { title: result.title, heading: result.title, back: searchBack }
  return sendPage(visit, 200, 'people/found.njk', head, templateData(result))
}
