import * as z from 'zod'
import { categoryOf, type Envelope } from '#kernel/event.ts'
import type { Field } from '#kernel/field.ts'
import { isSettlingStep } from '#kernel/steering.ts'

/** What one step of a settlement did, as far as it counts: on which thing, and the numbers of it. */
export type SettledEffect = {
  readonly step: string
  readonly stream: string
  readonly type: string
  readonly numbers: Readonly<Record<string, number>>
  /** Account, debit and credit of each posting, in minor units. */
  readonly postings: readonly (readonly [account: string, debit: number, credit: number])[]
}

type Posting = { readonly account: string; readonly debit: number; readonly credit: number }

const isOwn = (stream: string) => /^(command|process\.)/.test(categoryOf(stream))

/** What an event by which a process was settled did; nothing where it is another's. */
export function settledEffect(event: Envelope): SettledEffect | undefined {
  const step = event.step?.split('/')[1] ?? ''
  if (!isSettlingStep(step) || isOwn(event.stream)) return undefined
  const data = event.data as Readonly<Record<string, unknown>>
  const numbers = Object.entries(data).filter((one): one is [string, number] =>
    Number.isFinite(one[1]),
  )
  const postings = (data['postings'] ?? []) as readonly Posting[]
  return {
    step,
    stream: event.stream,
    type: event.type,
    numbers: Object.fromEntries(numbers.filter(([name]) => !/(^|[a-z])at$/i.test(name))),
    postings: postings.map(({ account, debit, credit }) => [account, debit, credit]),
  }
}

/** What a rehearsal of a settlement did, in its order. */
export function settledEffects(events: readonly Envelope[]): readonly SettledEffect[] {
  return events.flatMap((event) => settledEffect(event) ?? [])
}

const schema = z.array(
  z.strictObject({
    step: z.string().max(60),
    stream: z.string().max(120),
    type: z.string().max(80),
    numbers: z.record(z.string(), z.number()),
    postings: z.array(z.tuple([z.string(), z.number(), z.number()])),
  }),
)

function read(typed: string): readonly SettledEffect[] | undefined {
  try {
    return schema.safeParse(JSON.parse(typed)).data
  } catch {
    // Not what we wrote there: the field says so.
    return undefined
  }
}

/** What the person saw that it would do, kept in the form that they accept; null before they looked. */
export const seenEffects: Field<readonly SettledEffect[] | null> = {
  personal: false,
  inputs: (name) => [{ kind: 'hidden', name, label: 'What it does', required: false }],
  parse(name, raw) {
    const typed = Object.hasOwn(raw, name) ? (raw[name] ?? '').trim() : ''
    if (typed === '') return { value: null }
    const value = read(typed)
    const detail = 'Check it once more: what you saw came back changed.'
    return value ? { value } : { errors: [{ field: name, code: 'format', detail }] }
  },
  write: (name, value) => (value === null ? {} : { [name]: JSON.stringify(value) }),
}
