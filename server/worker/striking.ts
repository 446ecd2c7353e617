import { processName } from '#kernel/process.ts'
import { undoneStep } from '#kernel/process-life.ts'
import type { CommandRow } from './command-row.ts'
import type { Io } from './io.ts'
import { loadProcess } from './streams.ts'
import type { Strike, Work } from './work.ts'

/** How an injected fault strikes a command now: the error it fails with, a strike, or not at all. */
export function* strikeOn(work: Work, row: CommandRow): Io<string | Strike | undefined> {
  if (!work.fault) return undefined
  const { intent, target, attempt, process, step } = row
  if (process === null || step === null) {
    const strike = work.fault({ intent, target, attempt, asked: 0, process: null })
    return typeof strike === 'string' || strike?.do === 'refuse' ? strike : undefined
  }
  const name = processName(process)
  const { life } = yield* loadProcess(work, name, process)
  const known = life.steps.find((one) => one.step === undoneStep(step))
  return work.fault({ intent, target, attempt, asked: known?.asked ?? 0, process: name })
}
