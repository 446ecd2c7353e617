import type { Row } from '#kernel/query.ts'
import type { Registry } from '#kernel/registry.ts'
import { checksOfLogs } from './all.ts'
import { headsOf, type LogSource, pagesOf } from './books.ts'
import { type Findings, mergeFindings } from './findings.ts'
import { openPass } from './log-pass.ts'

type Reading = { readonly rows: AsyncGenerator<Row>; next: Row | undefined }

async function* rowsOf(source: LogSource): AsyncGenerator<Row> {
  for await (const page of pagesOf(source)) yield* page
}

// Within the same millisecond an answer comes after what it answers, which stands in another log.
const answers = new Set(['StepSucceeded', 'StepRejected', 'StepFailed', 'StepUndone'])

function inOrder({ next: one }: Reading, { next: other }: Reading): number {
  const isAnswer = (row: Row | undefined) => Number(answers.has(String(row?.['type'])))
  return Number(one?.['at']) - Number(other?.['at']) || isAnswer(one) - isAnswer(other)
}

/** The rows of several logs as one, in the order of time; within one log in the order of positions. */
async function* inOrderOfTime(sources: readonly LogSource[]): AsyncGenerator<Row> {
  const readings: Reading[] = await Promise.all(
    sources.map(async (source) => {
      const rows = rowsOf(source)
      return { rows, next: await nextOf(rows) }
    }),
  )
  for (;;) {
    const first = readings.filter(({ next }) => next !== undefined).toSorted(inOrder)[0]
    if (!first?.next) return
    yield first.next
    first.next = await nextOf(first.rows)
  }
}

async function nextOf(rows: AsyncGenerator<Row>): Promise<Row | undefined> {
  const { value, done } = await rows.next()
  return done ? undefined : value
}

/**
 * Checks what must hold across the logs of one clinic whose modules live in several processes: money that
 * one holds for an order of the other, and the like. What holds of each log alone is not asked here.
 */
export async function checkTogether(
  sources: readonly LogSource[],
  registry: Registry,
): Promise<Findings> {
  const noted = (await Promise.all(sources.map(headsOf))).flat()
  const pass = openPass(registry, checksOfLogs(registry), {
    noted: noted.toSorted((one, other) => one.clinicTime - other.clinicTime),
  })
  try {
    for await (const row of inOrderOfTime(sources)) pass.take(row)
  } catch (error) {
    pass.breakOff(error)
  }
  return pass.end()
}

/** The findings of each log and those across them, as one list. */
export function allFindings(alone: readonly Findings[], across: Findings): Findings {
  const events = alone.reduce((sum, one) => sum + one.events, 0)
  return { ...mergeFindings([...alone, across]), events }
}
