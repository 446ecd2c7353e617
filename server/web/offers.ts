import { authorise, type Permission } from '#kernel/authorise.ts'
import { categoryOf, streamOf } from '#kernel/event.ts'
import type { RawForm } from '#kernel/field.ts'
import type { AnyIntent, Asking } from '#kernel/intent.ts'
import type { Offer } from '#kernel/page.ts'
import type { Queries } from '#kernel/query.ts'
import type { Refusal } from '#kernel/refusal.ts'
import type { Store } from '#kernel/store.ts'
import { whyClosed } from '#web/closed.ts'
import { namesOf } from '#web/inputs.ts'
import { wholeOf } from '#web/parts-of-things.ts'
import { standingTo } from '#web/standing.ts'
import type { Visit } from '#web/visit.ts'

/** The thing an intent would be used on; a thing that is still to be made has version 0. */
export type Target = {
  readonly stream: string
  readonly version: number
  readonly state: unknown
  readonly person: string | null
}

/** Whether an intent can be used now: by whom at all, and what stands against it. */
export type Availability = {
  readonly permission: Permission
  readonly refusal: Refusal | undefined
  readonly facts: unknown
}

/** Stands for a command that nobody has sent, while forms are only looked at. */
const unsent = '00000000-0000-7000-8000-00000000ffff'

/** The answers to named questions. */
export async function askAll(
  store: Store,
  queries: Queries,
): Promise<Readonly<Record<string, unknown>>> {
  const answers = await Promise.all(
    Object.entries(queries).map(async ([name, query]) => [name, await store.query(query)] as const),
  )
  return Object.fromEntries(answers)
}

/** What `reads`, `choices` and `prefill` are asked with. */
export function askingOf(visit: Visit, target: Target, data?: unknown): Asking<unknown> {
  return {
    target: target.stream,
    person: target.person,
    at: visit.at,
    actor: visit.viewer.actor,
    data,
    process: (name) => visit.site.registry.processes.get(name),
  }
}

/** The target of an intent: the thing itself, or one still to be made. */
export async function targetOf(
  visit: Visit,
  intent: AnyIntent,
  stream?: string,
): Promise<Target | undefined> {
  const place = stream ?? intent.only
  const thing = place ? await visit.site.things.of(place) : undefined
  if (thing) return thing
  const { initialState } = intent.on as { readonly initialState: unknown }
  const whole = stream && !intent.creates ? await wholeOf(visit.site, stream) : undefined
  if (stream && whole) return { stream, version: 0, state: initialState, person: whole.person }
  const madeBy = intent.creates ? streamOf(intent.on.stream, unsent) : intent.only
  return madeBy ? { stream: madeBy, version: 0, state: initialState, person: null } : undefined
}

/** May this actor, and would it be refused at once? `needs` is asked as the worker asks it. */
export async function availability(
  visit: Visit,
  intent: AnyIntent,
  target: Target,
): Promise<Availability> {
  const { actor } = visit.viewer
  // Whose a new thing is shows only in the form; what is the actor's own is theirs to make.
  const person = intent.creates ? actor.id : target.person
  const permission = authorise(intent.by, actor, person, await standingTo(visit, person))
  if (permission !== 'granted') return { permission, refusal: undefined, facts: {} }
  const closed = await whyClosed(visit, intent, target.person)
  if (closed) return { permission, refusal: closed, facts: {} }
  const facts = intent.reads
    ? await askAll(visit.site.store, intent.reads(askingOf(visit, target)))
    : {}
  const refusal = intent.needs?.(target.state, {
    command: unsent,
    target: target.stream,
    person: target.person,
    at: visit.at,
    actor,
    facts,
    id: () => unsent,
    // A link that is only looked at proves nothing yet.
    isSecret: () => false,
  })
  return { permission, refusal, facts }
}

const isOpen = ({ permission, refusal }: Availability) =>
  permission === 'granted' && refusal === undefined

/** Where the form of an intent on a thing is. */
export function formHref(
  visit: Visit,
  intent: AnyIntent,
  stream: string | undefined,
): string | undefined {
  const { map } = visit.site
  if (!intent.creates) return stream && map.below(stream, intent.name)
  const list = map.collection(intent.on.stream)?.path
  return list && `${list}/${intent.name}`
}

function offerOf(intent: AnyIntent, href: string): Offer {
  return { rel: intent.name, intent: intent.name, href, title: intent.title }
}

/** The intents on a thing that this actor can use now, in the registry's order. */
export async function offersOn(
  visit: Visit,
  stream: string,
  only?: readonly string[],
): Promise<readonly Offer[]> {
  const intents = visit.site.map
    .intentsOn(categoryOf(stream))
    .filter(
      ({ name, by }) =>
        (!only || only.includes(name)) && Object.hasOwn(by, visit.viewer.actor.role),
    )
  if (intents.length === 0) return []
  const thing = await visit.site.things.of(stream)
  const found = await Promise.all(
    intents.map(async (intent) => {
      const target = thing ?? (await targetOf(visit, intent, stream))
      const href = formHref(visit, intent, stream)
      if (!target || !href) return undefined
      return isOpen(await availability(visit, intent, target)) ? offerOf(intent, href) : undefined
    }),
  )
  return found.filter((offer) => offer !== undefined)
}

const searchOf = (intent: AnyIntent, prefill: RawForm): string => {
  const names = namesOf(intent)
  const filled = Object.entries(prefill).filter(([name, value]) => value !== '' && names.has(name))
  return filled.length === 0 ? '' : `?${new URLSearchParams(filled)}`
}

/** Creating intents of a category that this actor can use now, their forms prefilled by the query. */
export async function offersToCreate(
  visit: Visit,
  category: string,
  prefill: RawForm,
  only?: readonly string[],
): Promise<readonly Offer[]> {
  const found = await Promise.all(
    visit.site.map
      .creating(category)
      .filter(({ name }) => !only || only.includes(name))
      .map(async (intent) => {
        const target = await targetOf(visit, intent)
        const href = formHref(visit, intent, undefined)
        if (!target || !href || !isOpen(await availability(visit, intent, target))) return undefined
        return offerOf(intent, href + searchOf(intent, prefill))
      }),
  )
  return found.filter((offer) => offer !== undefined)
}
