import * as z from 'zod'
import { type Field, single } from '#kernel/field.ts'
import { leftBy, settlementsOf } from '#kernel/mending.ts'
import type { Option } from '#kernel/option.ts'
import type { ToldProcess } from '#kernel/process-told.ts'
import { mapQuery, type Query } from '#kernel/query.ts'
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts'
import type { Settlement } from '#kernel/steering.ts'
import { mostMoved } from './mending.ts'

/** Above this, in minor units, a second person has to approve. */
export const settlingAlone = 10_000

/** What was done outside, as it is chosen and stored. */
export const doneOutside = [
  { value: 'handed over', text: 'It was handed over in person' },
  { value: 'paid or paid back', text: 'Money was paid or paid back outside' },
  { value: 'arranged', text: 'It was arranged with the person, or with a supplier' },
  { value: 'never came about', text: 'It never came about' },
  { value: 'done another way', text: 'It was done in another way' },
] as const

/** What was done outside, in the words that were chosen. */
export function wordsOfOutside(done: string): string {
  return doneOutside.find(({ value }) => value === done)?.text ?? done
}

/** Which of the process's settlements; there are few, and what each comes to has to be read. */
export const settlementField: Field<string> = single({
  input: { kind: 'radio', label: 'How is it settled?' },
  schema: z
    .string()
    .regex(/^(?=.{1,60}$)[a-z]+(-[a-z]+)+$/, 'Choose one of the ways that are listed.'),
  missing: 'Choose how it is settled.',
  show: (value) => value,
})

/** The settlements of a process as choices of a list. */
export function settlementOptions(known: Query<ToldProcess | undefined>): Query<readonly Option[]> {
  return mapQuery(known, (found) =>
    (found ? settlementsOf(found.process, found.told) : []).map(({ as, title, explains }) => ({
      value: as,
      text: title,
      hint: explains,
    })),
  )
}

/** The settlement of that name, if it leaves nothing behind; or why it cannot be. */
export function settlementNamed(known: ToldProcess, as: string): Settlement | Refusal {
  const settlement = settlementsOf(known.process, known.told).find((one) => one.as === as)
  if (!settlement) return refuse('no-settlement')
  const left = leftBy(known.told.life, settlement)
  return left.length === 0
    ? settlement
    : whatIsLeft(
        known,
        left.map(({ step }) => step),
      )
}

function whatIsLeft(known: ToldProcess, steps: readonly string[]): Refusal {
  const amount = mostMoved(known, steps)
  return amount > 0
    ? refuse('unbalanced', { amount })
    : refuse('left-over', { step: steps[0] ?? '' })
}

/** Why a process cannot be settled in any way: something of it stands, and none of its ways takes care of that. */
export function whyNoSettlement(known: ToldProcess): Refusal | undefined {
  const found = settlementsOf(known.process, known.told)
  if (found.length === 0) {
    const standing = known.told.life.steps.filter(({ undoneBy }) => undoneBy !== null)
    return whatIsLeft(
      known,
      standing.map(({ step }) => step),
    )
  }
  const tried = found.map(({ as }) => settlementNamed(known, as))
  const [first] = tried
  return tried.every(isRefusal) && first && isRefusal(first) ? first : undefined
}
