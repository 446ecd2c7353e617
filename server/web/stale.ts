import { categoryOf, doerOf, type Envelope } from '#kernel/event.ts'
import type { RawForm } from '#kernel/field.ts'
import type { AnyIntent } from '#kernel/intent.ts'
import { toldBy } from '#web/page-context.ts'
import type { Problem } from '#web/problem.ts'
import type { Visit } from '#web/visit.ts'

/** The version a sender says it saw: `If-Match: "7"` (RFC 9110 §13.1.1) or `expected-version`; NaN is none. */
export function versionSeen(visit: Visit, typed: RawForm): number | undefined {
  const header = visit.request.headers['if-match']
  const text =
    header && header !== '*' ? header.replace(/^(?:W\/)?"(.*)"$/, '$1') : typed['expected-version']
  if (text === undefined || text === '') return undefined
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
}

/** What happened after the version that was seen and matters to this intent. */
export async function changesSince(
  visit: Visit,
  intent: AnyIntent,
  stream: string,
  seen: number,
): Promise<readonly Envelope[]> {
  const after = await visit.site.store.stream(stream, seen)
  return intent.staleAfter ? after.filter(({ type }) => intent.staleAfter?.includes(type)) : after
}

export const lookAgain = 'Nothing was done. Please look again before you go on.'

/** "Monday 09:52, Kofi Mensah: The order is ready"; of what is not for this reader, only when it was. */
function sentenceOf(visit: Visit, event: Envelope, shown: Envelope | undefined): string {
  const when = visit.say.moment(event.at).text
  if (!shown) return `${when}: the clinic changed something`
  return `${when}, ${visit.say.name(doerOf(event))}: ${toldBy(visit, shown).words}`
}

/** What happened meanwhile, as far as it is this reader's to know, with the way back to the thing. */
export function staleProblem(
  visit: Visit,
  stream: string,
  changes: readonly Envelope[],
): Problem & { readonly points: readonly string[] } {
  const { site, viewer, wants } = visit
  const page = site.map.thingPage(categoryOf(stream))
  const shownOf = (event: Envelope) => (page?.shownTo ? page.shownTo(viewer.actor, event) : event)
  const points = changes.map((event) => sentenceOf(visit, event, shownOf(event)))
  const href = site.map.href(stream) ?? '/'
  return {
    // RFC 9110 §13.1.1: the precondition of a machine failed; to a person it is a conflict.
    status: wants.kind === 'machine' ? 412 : 409,
    code: 'changed',
    title: 'This was changed meanwhile',
    detail: [lookAgain, points.join(' · ')].join(' ').trim(),
    points,
    facts: {
      thing: categoryOf(stream),
      changes: changes.filter(shownOf).map(({ version, type, at, actor }) => ({
        version,
        type,
        at: new Date(at).toISOString(),
        actor,
      })),
    },
    links: [
      { rel: 'thing', href, title: 'Look at it as it is now' },
      {
        rel: 'events',
        href: site.map.below(stream, 'events') ?? href,
        title: 'See what happened, step by step',
      },
    ],
  }
}
