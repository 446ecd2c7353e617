import type { Envelope } from '#kernel/event.ts'
import type { PageContext } from '#kernel/page.ts'
import { foldProcess, type Told } from '#kernel/process-life.ts'
import { progressOf } from '#kernel/progress.ts'
import type { ProcessRow } from '../projections/case-queries.ts'

/** A process with all that its stream tells. */
export type KnownProcess = {
  readonly row: ProcessRow
  readonly told: Told
  readonly events: readonly Envelope[]
  readonly steps: ReturnType<typeof progressOf>
  readonly waitsFor: string | undefined
}

/** Reads a process's stream, or nothing where its name is known no longer. */
export async function readProcess(
  context: PageContext,
  row: ProcessRow,
): Promise<KnownProcess | undefined> {
  const process = context.process(row.name)
  if (!process) return undefined
  const events = await context.stream(row.stream)
  const told = foldProcess(process, events)
  const waitsFor = told.life.ended ? undefined : process.waitsFor(told.state)
  return { row, told, events, steps: progressOf(process, told, context.say), waitsFor }
}
