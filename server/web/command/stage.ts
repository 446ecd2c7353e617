import { type CommandView, isFinal } from '#kernel/command.ts'

/** How long a command has been on its way, in the terms of the page that follows it. */
export type Stage = 'fresh' | 'working' | 'slow' | 'late' | 'over' | 'final'

const second = 1_000
const minute = 60 * second

/** The stage of a command at a moment of the clinic's time. */
export function stageOf(command: CommandView, at: number): Stage {
  if (isFinal(command.state)) return 'final'
  const age = Math.max(0, at - command.receivedAt)
  if (age < second) return 'fresh'
  if (age < 10 * second) return 'working'
  if (age < minute) return 'slow'
  return age < 2 * minute ? 'late' : 'over'
}

/** Seconds between two looks of the page in place; nothing once it looks no more. What is decided may go on. */
export function pollS(command: CommandView, at: number, goesOn = false): number | undefined {
  const age = at - command.receivedAt
  if ((isFinal(command.state) && !goesOn) || age >= 2 * minute) return undefined
  if (age < 10 * second) return 1
  if (age < 30 * second) return 3
  return age < minute ? 5 : 15
}

/** Seconds until the page without script comes again; nothing once it has to be asked for. */
export function refreshS(command: CommandView, at: number, goesOn = false): number | undefined {
  const age = at - command.receivedAt
  if ((isFinal(command.state) && !goesOn) || age >= 2 * minute) return undefined
  if (age < 10 * second) return 2
  if (age < 30 * second) return 5
  return age < minute ? 10 : 20
}
