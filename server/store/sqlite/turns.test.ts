import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { NewCommand } from '#kernel/command.ts'
import { stoppedClock } from '../contract/toy-clinic.ts'
import type { Housekeeping } from './housekeeping.ts'
import type { Posting } from './posting.ts'
import { openTurns } from './turns.ts'
import type { Writer } from './writer.ts'

const command = {} as NewCommand

/** How many commands each batch takes of so many, where a sync takes so long. */
async function batchesOf(count: number, syncMs: number): Promise<readonly number[]> {
  const sizes: number[] = []
  const writer = {
    batch(commands: readonly NewCommand[]) {
      if (commands.length > 0) sizes.push(commands.length)
      return { submissions: [], settled: [], events: [], head: 0 }
    },
    lastSyncMs: () => syncMs,
    hasWork: () => false,
    nextDue: () => undefined,
    head: () => 0,
  } as Partial<Writer> as Writer
  const housekeeping = { step: () => false } as Partial<Housekeeping> as Housekeeping
  const posting = {
    step: () => 'done',
    nextDue: () => undefined,
  } as Partial<Posting> as Posting
  const clock = stoppedClock()
  const turns = openTurns({ writer, housekeeping, posting, clock, tell: () => undefined })
  turns.enqueue(Array.from({ length: count }, (_, ask) => [ask, command] as const))
  while (sizes.reduce((sum, size) => sum + size, 0) < count) await setImmediate()
  turns.finish()
  return sizes
}

test('while syncs are fast a batch is small, so that its answers leave while the next is written', async () => {
  deepEqual(await batchesOf(64, 0.2), [16, 16, 16, 16])
})

test('a sync that takes long is shared by as many more, up to a bound', async () => {
  deepEqual(await batchesOf(100, 2), [16, 64, 20])
  deepEqual(await batchesOf(600, 50), [16, 256, 256, 72])
})
