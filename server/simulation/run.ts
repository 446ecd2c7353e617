import type { Store } from '#kernel/store.ts'
import type { Asked } from './aims.ts'
import type { Answers } from './answers.ts'
import type { Machine } from './machine.ts'
import type { Scenario } from './scenario.ts'
import type { Watch } from './watch.ts'

/** A clinic that is looked at, on a machine of the simulation's or on one that somebody may kill. */
export type Looked = Pick<Machine, 'folder' | 'registry' | 'rehearse'> & {
  store(): Pick<Store, 'head' | 'query' | 'stream' | 'command'>
}

/** What is known of such a clinic once it is over, and what was to fail in it. */
export type Witnessed = {
  readonly scenario: Pick<Scenario, 'faults'>
  readonly machine: Looked
  readonly watch: Watch
  readonly answers: Answers
}

/** One simulation under way. */
export type Run = Pick<Witnessed, 'watch' | 'answers'> & {
  readonly scenario: Scenario
  readonly machine: Machine
  readonly asked: Asked[]
  /** Asked since the last transaction, or asked again since nobody answered. */
  inbox: Asked[]
  sweptAt: number
}
