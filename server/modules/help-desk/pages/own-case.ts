import type { Actor, Envelope } from '#kernel/event.ts'
import type { Link, PageContext, Representation } from '#kernel/page.ts'
import type { CaseEvents } from '../events.ts'
import type { CaseRow } from '../projections/case-queries.ts'
import { caseStatusForPatient, caseTitleForPatient } from './case-words.ts'

type CaseEvent = Envelope<CaseEvents>

/** What a case’s own person may know of an event: what they told and were told, not who saw to it or how. */
export function shownToOwner(actor: Actor, event: Envelope): Envelope | undefined {
  if (actor.role !== 'patient') return event
  const { type, role, data } = event as CaseEvent
  switch (type) {
    case 'CaseOpened':
      return { ...event, data: { ...data, error: '', step: '', tries: 0 } }
    case 'CaseAnswered':
    case 'CaseClosed':
      return event
    case 'CaseNoted':
    case 'CaseReopened':
      return role === 'patient' ? event : undefined
    default:
      return undefined
  }
}

/** Somebody’s words on a case, as they follow each other. */
function wordsOf({ say, actor }: PageContext, event: CaseEvent) {
  const by = event.actor === actor.id ? 'You' : say.name(event.actor)
  const when = say.moment(event.at).text
  const said = (text: string | null, isOurs = false) => (text ? [{ by, when, text, isOurs }] : [])
  switch (event.type) {
    case 'CaseOpened':
      return said(event.data.what)
    case 'CaseNoted':
      return said(event.data.note)
    case 'CaseReopened':
      return said(event.data.reason)
    case 'CaseAnswered':
      return said(event.data.answer, true)
    default:
      return []
  }
}

function leadOf({ say }: PageContext, { number, openedAt, closedAt, state }: CaseRow): string {
  const since = `Case ${number}, since ${say.moment(openedAt).text}`
  return state === 'closed' && closedAt
    ? `${since}, closed ${say.moment(closedAt).text}.`
    : `${since}.`
}

/** A case for whoever’s matter it is: what they told, what was answered, and how it stands. */
export async function readOwnCase(context: PageContext, one: CaseRow): Promise<Representation> {
  const stream = `case-${one.id}`
  const events = (await context.stream(stream)).flatMap(
    (event) => shownToOwner(context.actor, event) ?? [],
  )
  const said = events.flatMap((event) => wordsOf(context, event as CaseEvent))
  const page: readonly Link[] =
    one.href && one.href !== '/'
      ? [{ rel: 'about', href: one.href, title: one.reported || 'The page that it is about' }]
      : []
  return {
    title: caseTitleForPatient(one),
    back: { rel: 'cases', href: '/cases', title: 'Your questions' },
    offers: await context.offers(stream),
    links: page,
    state: {
      number: one.number,
      state: one.state,
      opened: context.say.moment(one.openedAt),
      said,
    },
    print: {
      isPatient: true,
      lead: leadOf(context, one),
      status: caseStatusForPatient(one),
      nothingSaid:
        one.aboutKind === 'process' && one.state === 'open'
          ? 'It could not be finished by itself. Somebody is looking into it; please don’t begin it anew.'
          : '',
    },
  }
}
