import type { CommandView } from '#kernel/command.ts'
import { idOf, streamOf } from '#kernel/event.ts'
import type { RawForm } from '#kernel/field.ts'
import type { AnyIntent } from '#kernel/intent.ts'
import type { Link, Offer } from '#kernel/page.ts'
import { caseOfProcess } from '#modules/help-desk/published.ts'
import type { Carried } from '#web/command/steps.ts'
import { offersOn, offersToCreate } from '#web/offers.ts'
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
export async function nextOffers(
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

/** The case that was opened about a process that is stuck, for those who may see it. */
export async function caseLink(
  { site, viewer }: Visit,
  carried: Carried | undefined,
): Promise<readonly Link[]> {
  if (!carried?.told.life.stuck) return []
  const found = await site.store.query(caseOfProcess(idOf(carried.stream)))
  const stream = found && streamOf('case', found.id)
  const page = site.map.thingPage('case')
  const href = stream && site.map.href(stream)
  if (!href || !page || !Object.hasOwn(page.by, viewer.actor.role)) return []
  return [
    { rel: 'case', href, title: `See case ${found.number}`, remark: 'What stands in the way' },
  ]
}

/** Links without a second one to the same place. */
export function withoutDoubles<T extends Link>(links: readonly T[]): readonly T[] {
  const seen = new Set<string>()
  return links.filter(({ href, rel }) => {
    const key = `${rel} ${href.split('?')[0]}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
