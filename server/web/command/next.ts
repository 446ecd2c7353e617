import { type CommandView, isFinal } from '#kernel/command.ts'
import { categoryOf, streamOf } from '#kernel/event.ts'
import type { RawForm } from '#kernel/field.ts'
import type { AnyIntent, CommandResult } from '#kernel/intent.ts'
import type { Link, Offer } from '#kernel/page.ts'
import { caseAbout } from '#modules/help-desk/published.ts'
import type { Carried } from '#web/command/steps.ts'
import { formHref, offersOn, offersToCreate } from '#web/offers.ts'
import { isStranger, nounOf } from '#web/thing-words.ts'
import type { Visit } from '#web/visit.ts'

/** Where the intents of a category would act, for the person a command was about. */
async function streamFor(
  visit: Visit,
  category: string,
  command: CommandView,
  person: string | null,
): Promise<string | undefined> {
  const { map, things } = visit.site
  const only = map.only(category)
  const candidate = only ?? (person ? streamOf(category, person) : undefined)
  if (command.target.startsWith(`${category}-`)) return command.target
  return candidate && (await things.of(candidate)) ? candidate : undefined
}

/** The intents that lead on from a command, those that this actor can use now, in the intent's order. */
async function nextOffers(
  visit: Visit,
  command: CommandView,
  intent: AnyIntent,
): Promise<readonly Offer[]> {
  const { registry, things } = visit.site
  const person = (await things.of(command.target))?.person ?? null
  const prefill: RawForm = person ? { patient: person, person } : {}
  const found = await Promise.all(
    intent.next.map(async (name) => {
      const next = registry.intents.get(name)
      if (!next) return []
      if (next.creates) return offersToCreate(visit, next.on.stream, prefill, [name])
      const stream = await streamFor(visit, next.on.stream, command, person)
      return stream ? offersOn(visit, stream, [name]) : []
    }),
  )
  return found.flat()
}

/** Where a form that came to nothing is opened again, with its answers and a new command id. */
function againLink(visit: Visit, command: CommandView, intent: AnyIntent): readonly Link[] {
  const { state, id, target } = command
  if (state !== 'rejected' && state !== 'failed') return []
  const href = formHref(visit, intent, intent.creates ? undefined : target)
  if (!href || !Object.hasOwn(intent.by, visit.viewer.actor.role)) return []
  const title = state === 'failed' ? 'Try again' : 'Change it and send it again'
  return [{ rel: intent.name, href: `${href}?from=${id}`, title, remark: 'Your answers are kept' }]
}

/** The case that was opened about a process that is stuck, for those who may see it. */
async function caseLink(
  { site, viewer }: Visit,
  carried: Carried | undefined,
): Promise<readonly Link[]> {
  if (!carried?.told.life.stuck) return []
  const found = await site.store.query(caseAbout(carried.stream))
  const stream = found && streamOf('case', found.id)
  const page = site.map.thingPage('case')
  const href = stream && site.map.href(stream)
  if (!href || !page || !Object.hasOwn(page.by, viewer.actor.role)) return []
  return [
    { rel: 'case', href, title: `See case ${found.number}`, remark: 'What stands in the way' },
  ]
}

/** Links without a second one to the same place. */
function withoutDoubles<T extends Link>(links: readonly T[]): readonly T[] {
  const seen = new Set<string>()
  return links.filter(({ href, rel }) => {
    const key = `${rel} ${href.split('?')[0]}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

// People are not seen like things: their page is.
const seeWords = (category: string): string =>
  category === 'staff' ? 'See their page' : `See the ${nounOf(category)}`

/** All that a command leads to: what came of it, what can be done about it, and what next. */
export async function linksFrom(
  visit: Visit,
  command: CommandView,
  intent: AnyIntent,
  result: CommandResult,
  carried: Carried | undefined,
): Promise<readonly Link[]> {
  const { map, things } = visit.site
  const href = map.href(command.target)
  const exists = href !== undefined && (await things.of(command.target)) !== undefined
  const page = map.thingPage(categoryOf(command.target))
  // Whoever only followed a link has done what they may; the thing itself asks who they are.
  const isOpen = !isStranger(visit) || Object.hasOwn(page?.by ?? {}, visit.viewer.actor.role)
  const thing =
    exists && isOpen ? [{ rel: 'thing', href, title: seeWords(categoryOf(command.target)) }] : []
  const next = isFinal(command.state) ? await nextOffers(visit, command, intent) : []
  const own = result.links ?? []
  const isShown = own.some((link) => link.href === href)
  const stuck = await caseLink(visit, carried)
  const events = map.below(streamOf('command', command.id), 'events')
  return withoutDoubles([
    ...stuck,
    ...own,
    ...againLink(visit, command, intent),
    ...(isShown ? [] : thing),
    ...next,
    ...(events ? [{ rel: 'events', href: events, title: 'What happened, step by step' }] : []),
  ])
}
