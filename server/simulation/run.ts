import type { Asked } from './aims.ts'
import type { Answers } from './answers.ts'
import type { Machine } from './machine.ts'
import type { Scenario } from './scenario.ts'
import type { Watch } from './watch.ts'

/** One simulation under way. */
export type Run = {
  readonly scenario: Scenario
  readonly machine: Machine
  readonly watch: Watch
  readonly answers: Answers
  readonly asked: Asked[]
  /** Asked since the last transaction, or asked again since nobody answered. */
  inbox: Asked[]
  sweptAt: number
}
