import { doerOf, type Envelope } from '#kernel/event.ts'
import type { Say } from '#kernel/words.ts'
import { dayText, secondsText } from '#web/moments.ts'
import { toldBy } from '#web/page-context.ts'
import type { Visit } from '#web/visit.ts'

type HalLink = { readonly href: string }

/** An event as machines read it, with links to its thing, its command and its stream. */
export function eventBody(visit: Visit, event: Envelope): object {
  const { map } = visit.site
  const {
    position,
    stream,
    version,
    type,
    typeVersion,
    at,
    actor,
    role,
    onBehalfOf,
    command,
    correlation,
    causation,
    step,
    data,
  } = event
  const thing = map.href(stream)
  const links: Record<string, HalLink> = {
    command: { href: `/commands/${command}` },
    ...(thing
      ? {
          self: { href: map.below(stream, 'events', { event: version }) ?? thing },
          thing: { href: thing },
          stream: { href: map.below(stream, 'events') ?? thing },
        }
      : {}),
  }
  return {
    position,
    stream,
    version,
    type,
    typeVersion,
    at: new Date(at).toISOString(),
    actor,
    role,
    onBehalfOf,
    command,
    correlation,
    causation,
    step,
    words: toldBy(visit, event).words,
    data,
    _links: links,
  }
}

// A process works for whoever began it, and that person is whom people would ask.
function actedBy(event: Envelope, say: Say): string {
  const { actor, role, onBehalfOf } = event
  const isForAnother = role !== 'system' && onBehalfOf !== null && onBehalfOf !== actor
  const by = say.name(doerOf(event))
  return isForAnother ? `${by} for ${say.name(onBehalfOf)}` : by
}

function forWhom({ role, onBehalfOf }: Envelope, say: Say): readonly string[] {
  if (onBehalfOf === null) return []
  return [`for ${say.name(onBehalfOf)}${role === 'system' ? ', who began it' : ''}`]
}

type Entry = Readonly<Record<string, unknown>>

function entryOf(visit: Visit, event: Envelope, chosen: number | undefined): Entry {
  const { say } = visit
  const { words, tone, why } = toldBy(visit, event)
  return {
    time: say.time(event.at).text,
    tone,
    title: words,
    type: event.type,
    number: event.version,
    href: why,
    current: event.version === chosen,
    remark: actedBy(event, say),
  }
}

/** Events by day, newest first, as `ui/timeline.njk` prints them. */
export function daysOf(
  visit: Visit,
  events: readonly Envelope[],
  chosen?: number,
): readonly object[] {
  const newest = [...events].reverse()
  const days = Map.groupBy(newest, ({ at }) => dayText(at, visit.known.zone))
  return [...days].map(([day, ofDay]) => ({
    day,
    entries: ofDay.map((event) => entryOf(visit, event, chosen)),
  }))
}

/** Why an event is there, as `events/events.njk` prints it. */
export type Why = {
  readonly event: {
    readonly number: number
    readonly type: string
    readonly words: string
    readonly at: string
    readonly by: string
  }
  readonly points: readonly string[]
  /** The page of the command; nothing where the reader may not see it. */
  readonly command: string | undefined
  readonly written: string
}

/** Why an event is there: the command, who sent it, and the event it follows from. */
export async function whyOf(visit: Visit, event: Envelope): Promise<Why> {
  const { site, say, known } = visit
  const command = await site.store.command(event.command)
  const intent = command && site.registry.intents.get(command.intent)
  const cause =
    event.causation === null
      ? undefined
      : (await site.store.log({ after: event.causation - 1, limit: 1 }))[0]
  const by = say.name(event.actor)
  const points = [
    `${by} asked: ${intent?.title ?? command?.intent ?? 'by the clinic itself'}, ${secondsText(event.at, known.zone)}`,
    ...forWhom(event, say),
    ...(cause && cause.command !== event.command ? [`because: ${toldBy(visit, cause).words}`] : []),
  ]
  return {
    event: {
      number: event.version,
      type: event.type,
      words: toldBy(visit, event).words,
      at: say.moment(event.at).text,
      by,
    },
    points,
    command: `/commands/${event.command}`,
    written: JSON.stringify(event.data, null, 2),
  }
}
