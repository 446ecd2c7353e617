import type { Envelope } from '#kernel/event.ts'

/** Which processes are stuck, and which ever were, by their streams, in the order in which they were. */
export type Troubles = { readonly stuck: Set<string>; readonly troubled: Set<string> }

export function noTroubles(): Troubles {
  return { stuck: new Set(), troubled: new Set() }
}

const goesOn = ['StepSent', 'CompensationStarted', 'ProcessEnded']

/** Notes one event of a process's stream. */
export function noteTrouble({ stuck, troubled }: Troubles, { type, stream }: Envelope): void {
  if (goesOn.includes(type)) stuck.delete(stream)
  if (type !== 'ProcessStuck') return
  stuck.add(stream)
  troubled.add(stream)
}
