import type { Envelope } from '#kernel/event.ts'
import type { Module } from '#kernel/module.ts'
import { row } from '#kernel/query.ts'
import { type Registry, register } from '#kernel/registry.ts'
import type { Asked } from './aims.ts'
import { hear } from './answers.ts'
import { commandOf } from './asking.ts'
import { Breach, demand } from './breach.ts'
import { completed } from './completing.ts'
import { checkTheEnd } from './ending.ts'
import { startMachine } from './machine.ts'
import type { Run } from './run.ts'
import type { Scenario, Step } from './scenario.ts'
import { type Sightings, saw } from './sightings.ts'
import { openWatch } from './watch.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** How a run went: the breach it ended at, after how many steps; what it saw; the hash of its log. */
export type Outcome = {
  readonly breach: string | undefined
  readonly steps: number
  readonly sightings: Sightings
  readonly head: string
  /** Its log, to see how it came to that. */
  readonly events: readonly Envelope[]
}

/** Starts again on what is on the disk; whoever got no answer will ask once more. */
async function startAgain(run: Run, unanswered: readonly Asked[]): Promise<void> {
  await run.machine.restart()
  run.inbox.unshift(...unanswered)
}

async function work(run: Run, steps: number, answer: 'heard' | 'lost'): Promise<void> {
  const { machine, watch, answers } = run
  const asked = run.inbox.splice(0)
  const worked = machine.work(
    asked.map(({ command }) => command),
    steps,
  )
  if (worked.kind === 'done' && answer === 'heard') {
    hear(answers, asked, worked.value.submissions, watch.sightings)
  } else if (worked.kind === 'full') {
    saw(watch.sightings, 'the disk was full')
    run.inbox.unshift(...asked)
  } else {
    saw(watch.sightings, worked.kind === 'died' ? 'the machine died' : 'an answer was lost')
    await startAgain(run, asked)
  }
  await watch.look(machine.store())
}

/** As the program does each minute. It never has anything to find. */
async function sweep(run: Run): Promise<void> {
  const { machine, watch } = run
  if (Math.abs(machine.now() - run.sweptAt) < minuteMs) return
  run.sweptAt = machine.now()
  const swept = machine.sweep()
  if (swept.kind === 'died') await startAgain(run, [])
  const found = swept.kind === 'done' ? swept.value : 0
  demand(found === 0, 'the sweep found a process that nothing and nobody would wake')
  await watch.look(machine.store())
}

function pass({ machine }: Run, ms: number): void {
  const due = machine.nextDue() ?? machine.now()
  machine.setClock(ms === 0 ? Math.max(due, machine.now()) : machine.now() + ms)
}

async function take(run: Run, step: Step): Promise<void> {
  const { machine, watch, asked } = run
  switch (step.do) {
    case 'ask': {
      const one = commandOf(step, { books: watch.books, asked, at: machine.now() })
      if (!one) return
      const whole = one.repeats === 'nothing' ? await completed(run, one) : one
      if (whole.repeats === 'nothing') asked.push(whole)
      run.inbox.push(whole)
      return
    }
    case 'work':
      return work(run, step.steps, step.answer)
    case 'pass':
      return pass(run, step.ms)
    case 'wait':
      return wait(run, machine.now() + step.ms)
    case 'break':
      return machine.arm(step)
  }
}

const forgotten = row<{ intent: string }>(`SELECT intent FROM commands WHERE state = 'received'`)

/** Works until nothing is left to do at this time. */
async function settle(run: Run): Promise<void> {
  const { machine } = run
  const isDue = () => (machine.nextDue() ?? Infinity) <= machine.now()
  for (let batches = 0; ; batches += 1) {
    demand(batches < 5_000, 'the clinic never comes to rest')
    await work(run, 50, 'heard')
    if (run.inbox.length === 0 && !machine.store().writer.hasWork() && !isDue()) break
  }
  // What the writer forgot it would find again a minute later; but it must not forget.
  const left = await machine.store().query(forgotten)
  demand(left === undefined, `${left?.intent} was sent, and the writer does not know of it`)
}

/** Lets time go by from one thing that is due to the next. */
async function wait(run: Run, until: number): Promise<void> {
  const { machine } = run
  await settle(run)
  for (;;) {
    const due = machine.nextDue()
    if (due === undefined || due > until) break
    machine.setClock(Math.max(due, machine.now()))
    await settle(run)
  }
  machine.setClock(until)
}

/** No more faults, and ninety days for all that was begun to come to its end. */
async function heal(run: Run): Promise<void> {
  const { machine } = run
  machine.heal()
  // What had gone wrong before the clock was set back is due only once it is there again.
  const last = run.watch.events.at(-1)?.at ?? machine.now()
  const end = Math.max(machine.now(), last) + 90 * dayMs
  await wait(run, end)
  // The program is seen at work for some minutes more, so that what is late by then is late.
  for (let seconds = 0; seconds <= 300; seconds += 15) {
    machine.setClock(end + seconds * 1_000)
    await settle(run)
    await sweep(run)
    machine.store().writer.noteHead(machine.now())
  }
}

async function playOut(run: Run, count: (steps: number) => void): Promise<void> {
  for (const [index, step] of run.scenario.steps.entries()) {
    count(index + 1)
    await take(run, step)
    if (step.do === 'work') await sweep(run)
  }
  await heal(run)
  await checkTheEnd(run)
}

export type Simulation = {
  readonly scenario: Scenario
  readonly modules: readonly Module[]
  /** The folder of a prepared clinic. */
  readonly prepared: string
}

/** Lets a scenario happen and says how it went. A breach is an outcome; it does not throw. */
export async function simulate({ scenario, modules, prepared }: Simulation): Promise<Outcome> {
  const registry: Registry = register(modules)
  const { seed, faults } = scenario
  const machine = startMachine({ prepared, registry, seed, faults })
  const watch = openWatch(registry)
  const run: Run = {
    scenario,
    machine,
    watch,
    answers: new Map(),
    asked: [],
    inbox: [],
    sweptAt: machine.now(),
  }
  let steps = 0
  const outcome = (breach: string | undefined): Outcome => ({
    breach,
    steps,
    sightings: watch.sightings,
    head: watch.head(),
    events: watch.events,
  })
  try {
    await watch.look(machine.store())
    await playOut(run, (count) => {
      steps = count
    })
    return outcome(undefined)
  } catch (error) {
    return outcome(
      error instanceof Breach
        ? error.message
        : `a defect: ${String(error)}${error instanceof Error ? error.stack : ''}`,
    )
  } finally {
    await machine.remove()
  }
}
