import type { Envelope } from '#kernel/event.ts'
import type { PageContext, Told } from '#kernel/page.ts'
import { dayOf, weekday } from '#values/local-time.ts'

type Entry = {
  readonly time: string
  readonly tone: Told['tone']
  readonly title: string
  readonly remark: string
  readonly why: {
    readonly heading: string
    readonly points: readonly string[]
    readonly links: readonly { readonly href: string; readonly title: string }[]
  }
}

/** One day of a history, newest entry first. */
export type HistoryDay = { readonly day: string; readonly entries: readonly Entry[] }

/** Everything that happened to these things, newest first. */
export async function eventsOf(
  context: PageContext,
  streams: readonly string[],
): Promise<readonly Envelope[]> {
  const all = await Promise.all(streams.map((stream) => context.stream(stream)))
  return all.flat().sort((a, b) => b.position - a.position)
}

function whoDid({ actor, onBehalfOf }: Envelope, context: PageContext): string {
  const { say } = context
  // A process works for whoever began it; that person is whom people would ask.
  if (actor.startsWith('system:')) return onBehalfOf ? `for ${say.name(onBehalfOf)}` : 'by itself'
  if (actor === context.actor.id) return 'you'
  return onBehalfOf && onBehalfOf !== actor
    ? `${say.name(actor)} for ${say.name(onBehalfOf)}`
    : say.name(actor)
}

// Some descriptions end with a full stop; a title and a clause do not.
const unended = (words: string) => words.replace(/\.$/, '')

function entryOf(
  event: Envelope,
  context: PageContext,
  byPosition: ReadonlyMap<number, Envelope>,
): Entry {
  const { say } = context
  const told = context.told(event)
  const words = unended(told.words)
  const who = whoDid(event, context)
  const cause = event.causation === null ? undefined : byPosition.get(event.causation)
  const began = [...byPosition.values()].findLast(
    (other) => other.correlation === event.correlation && other.position < event.position,
  )
  const before = [began, cause].filter((one, index, all) => one && all.indexOf(one) === index)
  return {
    time: say.time(event.at).text,
    tone: told.tone,
    title: words,
    remark: who.charAt(0).toUpperCase() + who.slice(1),
    why: {
      heading: `${say.moment(event.at).text}, ${who}`,
      points: [
        ...before.flatMap((one) =>
          one ? [`${unended(context.told(one).words)}, ${say.moment(one.at).text}.`] : [],
        ),
        `${words}.`,
      ],
      links: [{ href: told.why, title: `Event ${event.position}` }],
    },
  }
}

/** Events as days of a timeline, in the zone's calendar; `all` are looked through for causes. */
export function historyOf(
  context: PageContext,
  shown: readonly Envelope[],
  all: readonly Envelope[],
  zone: string,
): readonly HistoryDay[] {
  const byPosition = new Map(all.map((event) => [event.position, event]))
  const days = new Map<string, Entry[]>()
  for (const event of shown) {
    const day = dayOf(event.at, zone)
    const entries = days.get(day) ?? []
    entries.push(entryOf(event, context, byPosition))
    days.set(day, entries)
  }
  return [...days].map(([day, entries]) => ({ day: weekday(day), entries }))
}
