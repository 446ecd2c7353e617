import type { Page, PageContext } from '#kernel/page.ts'
import { personStream } from '#modules/people/published.ts'
import type { MessageStatus } from '../deciders/message.ts'
import { statusWords, templateWords } from '../message-words.ts'
import {
  type Chosen,
  type MessageRow,
  messageCounts,
  messages,
} from '../projections/message-queries.ts'
import { messageStream } from '../published.ts'

const pageLength = 50

/** The ways to narrow the list: by what staff ask, not by every state. */
const filters: readonly {
  readonly name: string
  readonly title: string
  readonly states: readonly MessageStatus[]
}[] = [
  { name: '', title: 'All', states: [] },
  { name: 'waiting', title: 'Waiting', states: ['queued'] },
  { name: 'sent', title: 'Handed over', states: ['handed-over'] },
  { name: 'failed', title: 'Did not arrive', states: ['refused', 'given-up', 'bounced'] },
  { name: 'kept', title: 'Not sent', states: ['kept', 'suppressed', 'withdrawn'] },
]

type Counts = ReadonlyMap<MessageStatus, number>

function countOf(counts: Counts, states: readonly MessageStatus[]): number {
  const counted = states.length === 0 ? [...counts.keys()] : states
  return counted.reduce((sum, state) => sum + (counts.get(state) ?? 0), 0)
}

/** The list's address with this filter, person and page. */
function hrefOf(state: string, person: string, page = 1): string {
  const asked = { ...(state ? { state } : {}), ...(person ? { patient: person } : {}) }
  const query = new URLSearchParams({ ...asked, ...(page > 1 ? { page: String(page) } : {}) })
  return query.size === 0 ? '/messages' : `/messages?${query}`
}

function rowOf(context: PageContext, message: MessageRow) {
  const { say, href, actor } = context
  const isOwn = message.person === actor.id
  return {
    cells: [
      {
        text: templateWords(message.template),
        href: href(messageStream(message.id)),
        rel: 'message',
        remark: isOwn
          ? message.recipient
          : `${say.name(message.person)}, ${message.recipient || 'no address'}`,
        below: true,
      },
      { text: say.moment(message.writtenAt).text, tone: 'quiet' },
      { status: statusWords(message) },
    ],
  }
}

function tableOf(context: PageContext, found: readonly MessageRow[]) {
  return {
    caption: 'Messages, newest first',
    tall: true,
    columns: [
      { title: 'What', kind: 'text' },
      { title: 'Written', kind: 'text' },
      { title: 'State', kind: 'status' },
    ],
    groups: [{ rows: found.map((message) => rowOf(context, message)) }],
  }
}

/** Patients see what was written to them, staff what was written to anybody. */
function personAsked({ actor, query }: PageContext): string {
  return actor.role === 'patient' ? actor.id : (query['patient'] ?? '')
}

async function readList(context: PageContext) {
  const { query, ask } = context
  const person = personAsked(context)
  const filter = filters.find(({ name }) => name === (query['state'] ?? '')) ?? filters[0]
  const counts = await ask(messageCounts(person))
  const chosen: Chosen = { states: filter?.states ?? [], person }
  const count = countOf(counts, chosen.states)
  const last = Math.max(1, Math.ceil(count / pageLength))
  const typed = query['page'] ?? ''
  const page = Math.min(/^[1-9]\d{0,5}$/.test(typed) ? Number(typed) : 1, last)
  const found = await ask(messages(chosen, pageLength, (page - 1) * pageLength))
  const to = (number: number) => hrefOf(filter?.name ?? '', person, number)
  return {
    person,
    found,
    count,
    counts,
    state: filter?.name ?? '',
    ...(page > 1 ? { back: { href: to(page - 1), title: 'Previous' } } : {}),
    ...(page < last ? { on: { href: to(page + 1), title: 'Next' } } : {}),
  }
}

/** What leaves and what does not, in one sentence above the list. */
function leadOf(sends: boolean, isDemo: boolean): string {
  if (isDemo) return 'The demo sends nothing: what would have been sent can be read here.'
  return sends
    ? 'What the clinic wrote, and what became of it.'
    : 'No mail server is set, so nothing leaves. What waits can be read here.'
}

/** What was written to people, newest first. */
export const messagesPage: Page = {
  path: '/messages',
  view: 'notices/messages.njk',
  by: { patient: 'own', receptionist: 'clinic', manager: 'clinic', admin: 'clinic' },
  async read(context) {
    const list = await readList(context)
    const { person, found, count, counts, state, back, on } = list
    const { say, href, letters } = context
    const isOwn = context.actor.role === 'patient'
    const about = person !== '' && !isOwn
    return {
      title: about ? `Messages to ${say.name(person)}` : 'Messages',
      ...(about
        ? { back: { rel: 'person', href: href(personStream(person)), title: say.name(person) } }
        : {}),
      links: [...(back ? [{ rel: 'prev', ...back }] : []), ...(on ? [{ rel: 'next', ...on }] : [])],
      state: { count },
      embedded: {
        messages: found.map(({ id, template, state: stands, writtenAt }) => ({
          href: href(messageStream(id)),
          template,
          state: stands,
          written: say.moment(writtenAt),
        })),
      },
      print: {
        lead: isOwn
          ? 'What we wrote to you.'
          : leadOf(letters?.sends ?? false, (counts.get('kept') ?? 0) > 0),
        filters: filters.map(({ name, title, states }) => ({
          href: hrefOf(name, person),
          title,
          count: countOf(counts, states),
          current: name === state,
        })),
        list: found.length > 0 ? tableOf(context, found) : undefined,
        pages: back || on ? { ...(back ? { back } : {}), ...(on ? { on } : {}) } : undefined,
      },
    }
  },
}
