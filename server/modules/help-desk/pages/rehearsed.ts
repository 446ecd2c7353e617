import { categoryOf, type Envelope } from '#kernel/event.ts'
import type { PageContext } from '#kernel/page.ts'
import type { ProcessEvent } from '#kernel/process-events.ts'
import { processOfStream } from '../projections/case-queries.ts'
import { readProcess } from './known-process.ts'

/** A process as it stands before what is rehearsed, with its steps in words. */
export async function processBefore(context: PageContext, stream: string) {
  const row = await context.ask(processOfStream(stream))
  return row && readProcess(context, row)
}

const isOwn = (stream: string) => /^(command|process\.)/.test(categoryOf(stream))

/** What a step did elsewhere, in the words of histories. */
export function wordsOfStep(
  context: PageContext,
  events: readonly Envelope[],
  step: string,
): string {
  const told = events
    .filter((event) => event.step === step && !isOwn(event.stream))
    .map((event) => context.told(event).words)
  return told.join('. ')
}

/** Why a rehearsal came to a standstill; nothing where it went through. */
export function standstillOf(events: readonly Envelope[], stream: string): string | undefined {
  const own = events.filter((event) => event.stream === stream) as readonly (Envelope &
    ProcessEvent)[]
  const stuck = own.findLast(({ type }) => type === 'ProcessStuck' || type === 'StepFailed')
  if (stuck?.type !== 'ProcessStuck' && stuck?.type !== 'StepFailed') return undefined
  return stuck.data.error
}

/** Whether the process has ended in the rehearsal. */
export function endsIn(events: readonly Envelope[], stream: string): boolean {
  return events.some((event) => event.stream === stream && event.type === 'ProcessEnded')
}
