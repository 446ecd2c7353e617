import { parentPort, workerData } from 'node:worker_threads'
import type { Module } from '#kernel/module.ts'
import { type Registry, register } from '#kernel/registry.ts'
import { clinicClock } from '#worker/clock.ts'
import { faultSwitches } from '#worker/fault-switches.ts'
import { rehearseAndAnswer, wordsOf } from './answering.ts'
import { PlainError } from './connection.ts'
import { openHousekeeping } from './housekeeping.ts'
import { openFiles } from './local-store.ts'
import type { FromWriter, ToWriter, WriterData } from './messages.ts'
import { readMigrations } from './migrate.ts'
import { openPosting } from './posting.ts'
import { machineRandom } from './random.ts'
import { openTurns } from './turns.ts'
import type { Fault } from './writer.ts'

/**
 * The writer's thread: takes what has come, commits it together, answers, and goes on with what processes
 * sent and what is due. Nothing is answered before its commit.
 */

const beatMs = 2_000
const noteHeadMs = 60_000

function tell(message: FromWriter): void {
  parentPort?.postMessage(message)
}

/** A switch that says crash ends this thread at once, in the middle of whatever it does. */
function faultsOf(
  { faults }: WriterData,
  registry: Registry,
): Pick<Parameters<typeof openFiles>[0], 'fault'> {
  if (!faults) return {}
  const { strike } = faultSwitches(registry, faults)
  const fault: Fault = (struck) => {
    const strikes = strike(struck)
    return strikes === 'crash' ? process.exit(1) : strikes
  }
  return { fault }
}

async function start(data: WriterData): Promise<void> {
  const declared = (await import(data.modules)) as { modules: readonly Module[] }
  const clock = clinicClock(() => Date.now(), data.clock)
  const registry = register(declared.modules)
  const files = openFiles({
    folder: data.folder,
    registry,
    migrations: readMigrations(data.migrations),
    elsewhere: data.elsewhere,
    clock: clock.now,
    random: machineRandom(),
    ...faultsOf(data, registry),
    say: (sentence) => tell({ kind: 'progress', sentence }),
  })
  const { writer } = files
  const housekeeping = openHousekeeping(files, clock, tell)
  const posting = openPosting(writer, clock, tell)
  const turns = openTurns({ writer, housekeeping, posting, clock, tell })
  const beat = setInterval(() => tell({ kind: 'beat' }), beatMs)
  const rounds = setInterval(() => {
    if (turns.isOver()) return
    housekeeping.noteHead()
    housekeeping.beginSweep()
    turns.wake()
  }, noteHeadMs)

  function stop(): void {
    clearInterval(beat)
    clearInterval(rounds)
    if (turns.finish() === 'finished') housekeeping.noteHead()
    files.close()
    tell({ kind: 'stopped' })
    parentPort?.close()
  }

  parentPort?.on('message', (message: ToWriter) => {
    switch (message.kind) {
      case 'submit':
        turns.enqueue(message.commands)
        break
      case 'rehearse':
        rehearseAndAnswer(writer, [message.ask, message.command], tell)
        break
      case 'rebuild':
        housekeeping.beginRebuild(message.ask, message.name)
        turns.wake()
        break
      case 'clock-set':
        turns.wake()
        break
      case 'post-begins':
        posting.begin(message.channels)
        turns.wake()
        break
      case 'post-ends':
        posting.end()
        break
      case 'delivered':
        posting.told(message.delivered)
        turns.wake()
        break
      case 'stop':
        stop()
    }
  })
  tell({ kind: 'ready' })
  // After that: it waits for the disk, and whoever only looks need not.
  housekeeping.noteHead()
  turns.wake()
}

try {
  await start(workerData as WriterData)
} catch (error) {
  const isPlain = error instanceof PlainError
  tell({ kind: 'cannot-start', sentence: isPlain ? error.message : wordsOf(error), isPlain })
}
