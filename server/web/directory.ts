import { categoryOf, idOf } from '#kernel/event.ts'
import { row } from '#kernel/query.ts'
import type { Store } from '#kernel/store.ts'
import type { Say } from '#kernel/words.ts'
import {
  allStaff,
  type ClinicSettings,
  clinicSettings,
  type StaffMember,
} from '#modules/clinic/published.ts'
import { peopleByName, personById } from '#modules/people/published.ts'
import { createSay } from '#values/say.ts'

/** What every page needs to know of the clinic: its settings, who works there, what people are called. */
export type Known = {
  readonly clinic: ClinicSettings | undefined
  readonly zone: string
  readonly staff: readonly StaffMember[]
  readonly say: Say
  nameOf(id: string): string | null | undefined
}

/** Keeps it in memory and reads again what changed since it was last asked. */
export type Directory = { known(): Promise<Known> }

type Names = Map<string, string | null>

const batch = 200
const everyone = ['person', 'clinic', 'staff']
const beforeSetUp = { zone: 'Etc/UTC', currency: 'GBP' }

async function describe(store: Store, names: Names): Promise<Known> {
  const [clinic, everybody] = await Promise.all([
    store.query(clinicSettings()),
    store.query(allStaff()),
  ])
  const staffNames = new Map(everybody.map(({ id, name }) => [id, name === '' ? null : name]))
  const nameOf = (id: string) => (staffNames.has(id) ? staffNames.get(id) : names.get(id))
  const { zone, currency } = clinic ?? beforeSetUp
  const staff = everybody.filter(({ status }) => status === 'active')
  return { clinic, zone, staff, nameOf, say: createSay({ zone, currency, names: nameOf }) }
}

async function allNames(store: Store, names: Names): Promise<void> {
  for (const { id, name } of await store.query(peopleByName())) names.set(id, name || null)
}

/** Whether anything of this happened since: one look at the log's end. */
const somethingSince = (after: number, categories: readonly string[]) =>
  row<{ there: number }>(
    `SELECT 1 AS there FROM events WHERE position > ? AND category IN (${categories.map(() => '?').join()}) LIMIT 1`,
    after,
    ...categories,
  )

async function changedNames(store: Store, names: Names, after: number): Promise<void> {
  const events = await store.log({ after, limit: batch, category: 'person' })
  if (events.length === batch) return allNames(store, names)
  for (const id of new Set(events.map(({ stream }) => idOf(stream)))) {
    const person = await store.query(personById(id))
    // A record that was taken back leaves nobody, not somebody erased.
    if (person) names.set(id, person.name || null)
    else names.delete(id)
  }
}

async function hasNews(store: Store, after: number): Promise<boolean> {
  return (await store.query(somethingSince(after, ['clinic', 'staff']))) !== undefined
}

/** A directory over the store. The first question reads everything, later ones only what is new. */
export function createDirectory(store: Store): Directory {
  const names: Names = new Map()
  let seen = -1
  let known: Known | undefined
  let reading: Promise<Known> | undefined
  let mayBeOld = true
  store.onCommit((_, events) => {
    mayBeOld ||= !events || events.some(({ stream }) => everyone.includes(categoryOf(stream)))
  })

  async function read(): Promise<Known> {
    // Before it is read: what is committed from here on is another reason to read.
    mayBeOld = false
    const head = await store.head()
    const isFirst = known === undefined
    const people = isFirst || (await store.query(somethingSince(seen, everyone))) !== undefined
    if (known && !people) {
      seen = head
      return known
    }
    if (isFirst) await allNames(store, names)
    else await changedNames(store, names, seen)
    if (!known || (await hasNews(store, seen))) known = await describe(store, names)
    seen = head
    return known
  }
  return {
    async known() {
      while (reading) await reading
      if (known && !mayBeOld) return known
      reading = read()
        .catch((error: unknown) => {
          mayBeOld = true
          throw error
        })
        .finally(() => {
          reading = undefined
        })
      return reading
    },
  }
}
