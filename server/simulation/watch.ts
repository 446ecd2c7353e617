import { checksOf } from '#checks/all.ts'
import { blind } from '#checks/blind.ts'
import type { Report, StoredRow } from '#checks/check.ts'
import type { Envelope } from '#kernel/event.ts'
import { rows } from '#kernel/query.ts'
import type { Registry } from '#kernel/registry.ts'
import type { Store } from '#kernel/store.ts'
import { toEnvelope } from '#worker/stored.ts'
import { demand } from './breach.ts'
import { book, type OrderBooks, openBooks } from './order-books.ts'
import { openSightings, type Sightings } from './sightings.ts'

type Readable = Pick<Store, 'head' | 'query'>

/** Whoever looks at the clinic after each step, and at all that is new in its log. */
export type Watch = {
  readonly books: OrderBooks
  readonly sightings: Sightings
  /** Every event so far. */
  readonly events: readonly Envelope[]
  /** The hash of the last event, as hex. */
  head(): string
  /** Throws a `Breach` where something does not hold. */
  look(store: Readable): Promise<void>
}

function foldsOf(registry: Registry, found: string[]) {
  return checksOf(registry).map((one) => {
    const report: Report = ({ position, stream }, expected, instead) => {
      const place = `at ${position} in ${stream} expected ${expected}, found ${instead}`
      found.push(`${one.id} ${one.title}: ${place}`)
    }
    return { types: one.types, fold: one.open({ noted: [] }, report) }
  })
}

const wrongWallets = rows<{ person: string; available: number; held: number }>(
  `SELECT w.person, w.available, w.held FROM {wallets} w WHERE w.available < 0 OR w.held < 0
    OR w.held <> (SELECT COALESCE(SUM(h.remaining), 0) FROM {holds} h
      WHERE h.person = w.person AND h.status = 'open')`,
)

const wrongShelves = rows<{ id: string; on_hand: number; reserved: number }>(
  'SELECT id, on_hand, reserved FROM {items} WHERE reserved < 0 OR reserved > on_hand',
)

const ownerless = rows<{ person: string }>(
  'SELECT person FROM {wallets} w WHERE NOT EXISTS (SELECT 1 FROM {people} p WHERE p.id = w.person)',
)

async function lookAtTables(store: Readable): Promise<void> {
  const [alone] = await store.query(ownerless)
  demand(!alone, `the wallet ${alone?.person} is there without a person`)
  const [wallet] = await store.query(wrongWallets)
  demand(!wallet, `the wallets' table is wrong: ${JSON.stringify(wallet)}`)
  const [shelf] = await store.query(wrongShelves)
  demand(!shelf, `the shelf's table is wrong: ${JSON.stringify(shelf)}`)
}

export function openWatch(registry: Registry): Watch {
  const broken: string[] = []
  const folds = foldsOf(registry, broken)
  const books = openBooks()
  const { sightings, take: note } = openSightings()
  const events: Envelope[] = []
  const intents = new Map<string, string>()
  let head = ''

  /** Every refusal can be told in words, and has the facts that its words name. */
  function demandWords({ type, stream, data }: Envelope): void {
    if (type === 'CommandReceived') intents.set(stream, (data as { intent: string }).intent)
    if (type !== 'CommandRejected') return
    const { code, facts } = data as { code: string; facts: object }
    // The kernel's own, which any intent may meet.
    if (['forbidden', 'changed', 'fault', 'resolved-by-hand'].includes(code)) return
    const intent = intents.get(stream) ?? ''
    const words = registry.intents.get(intent)?.refusals[code]
    demand(words !== undefined, `${intent} was refused with ${code}, for which it has no words`)
    const gaps = [...words.matchAll(/\{(\w+)/g)].map(([, gap = '']) => gap)
    const missing = gaps.filter((gap) => !Object.hasOwn(facts, gap))
    demand(missing.length === 0, `${intent} was refused with ${code} without ${missing.join(', ')}`)
  }

  function take(stored: StoredRow): void {
    const event = toEnvelope(stored, registry, blind)
    for (const { types, fold } of folds) {
      fold.row?.(stored)
      if (!types || types.includes(event.type)) fold.take?.(event)
    }
    demand(broken.length === 0, broken.join('; '))
    demandWords(event)
    book(books, event)
    note(event)
    events.push(event)
    head = Buffer.from(stored.hash).toString('hex')
  }

  return {
    books,
    sightings,
    events,
    head: () => head,
    async look(store) {
      const after = events.length
      const length = await store.head()
      demand(length >= after, `the log ended at ${after}, and ends at ${length} now`)
      const found = await store.query(
        rows<StoredRow>('SELECT * FROM events WHERE position > ? ORDER BY position', after),
      )
      for (const row of found) take(row)
      if (found.length > 0) await lookAtTables(store)
    },
  }
}
