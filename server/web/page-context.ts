import type { CommandView } from '#kernel/command.ts'
import { categoryOf, type Envelope } from '#kernel/event.ts'
import type { RawForm } from '#kernel/field.ts'
import type { PageContext, Told } from '#kernel/page.ts'
import type { Store } from '#kernel/store.ts'
import { fill } from '#kernel/words.ts'
import { formView } from '#web/form-view.ts'
import { namesOf } from '#web/inputs.ts'
import { availability, offersOn, offersToCreate, targetOf } from '#web/offers.ts'
import { processMaps } from '#web/process-maps.ts'
import { recentlySeen } from '#web/recently-seen.ts'
import { sessionKey } from '#web/session-key.ts'
import { noteHereFor, standingTo } from '#web/standing.ts'
import { queryOf, type Visit } from '#web/visit.ts'

/** An event in its description's words, and the place that answers "Why?". */
export function toldBy(visit: Visit, event: Envelope): Told {
  const { site, say } = visit
  const description = site.registry.events.get(event.type)
  const facts = { actor: event.actor, ...event.data }
  return {
    words: description ? fill(description.words, facts, say) : event.type,
    tone: description?.tone ?? 'note',
    why:
      site.map.below(event.stream, 'events', { event: event.version }) ??
      `/commands/${event.command}`,
  }
}

/** The typed values that a form of this intent has inputs for. */
export function typedFor(names: ReadonlySet<string>, raw: RawForm): RawForm {
  return Object.fromEntries(Object.entries(raw).filter(([name]) => names.has(name)))
}

const eventsMax = 200

/** What a decided command did to its thing, in order; nothing while it is not decided. Read once a visit. */
export function eventsOf(visit: Visit, command: CommandView): Promise<readonly Envelope[]> {
  // The heading and the steps of one answer tell of the same events.
  const read = visit.eventsRead
  const key = `${command.id} ${command.last}`
  const events = read.get(key) ?? readEvents(visit.site.store, command)
  read.set(key, events)
  return events
}

async function readEvents(
  store: Store,
  { id, target, first, last }: CommandView,
): Promise<readonly Envelope[]> {
  if (first === null || last === null) return []
  const limit = Math.min(eventsMax, last - first + 1)
  const events = await store.log({ after: first - 1, limit, about: target })
  return events.filter(
    ({ command, stream }) => command === id && !/^(command|process\.)/.test(stream),
  )
}

/** What a page may use, for this request. */
export function pageContext(visit: Visit, params: Readonly<Record<string, string>>): PageContext {
  const { site, viewer, at, say } = visit
  return {
    params,
    query: queryOf(visit.request),
    actor: viewer.actor,
    at,
    say,
    async actingFor(person) {
      await noteHereFor(visit, person)
      return standingTo(visit, person)
    },
    ask: (query) => site.store.query(query),
    stream: (id) => site.store.stream(id),
    eventsOf: (command) => eventsOf(visit, command),
    offers: (stream, only) => offersOn(visit, stream, only),
    offersToCreate: (category, prefill) => offersToCreate(visit, category, prefill),
    async form(name, stream, typed) {
      const intent = site.registry.intents.get(name)
      const target = intent && (await targetOf(visit, intent, stream))
      if (!intent || !target || (stream && categoryOf(stream) !== intent.on.stream))
        return undefined
      const { permission, refusal, facts } = await availability(visit, intent, target)
      if (permission !== 'granted' || refusal) return undefined
      return formView(visit, intent, target, { typed: typedFor(namesOf(intent), typed), facts })
    },
    recentlySeen: (category) =>
      recentlySeen(site)
        .by(sessionKey(visit))
        .filter((stream) => categoryOf(stream) === category),
    href: (stream) => site.map.href(stream) ?? '/',
    told: (event) => toldBy(visit, event),
    letters: site.letters,
    payments: site.payments,
    process: (name) => site.registry.processes.get(name),
    processes: [...site.registry.processes.values()],
    processMap: (name) => processMaps(site.registry)(name),
    cameOf: (correlation, asked) => site.store.log({ ...asked, correlation }),
  }
}
