import type { ClinicClock } from '#worker/clock.ts'
import { isDatabaseTrouble } from '#worker/project.ts'
import type { Tell } from './answering.ts'
import type { OpenFiles } from './local-store.ts'
import type { Rebuilding } from './rebuild.ts'

/** How long a rebuild, or the models that follow, may hold up the next batch, in ms. */
const sliceMs = 10
/** How long following models may be left behind while commands keep coming, in ms. */
const followMs = 100

/** What goes on between batches: rebuilds, the sweep, the models that follow. */
export type Housekeeping = {
  /** Works for a moment; answers whether there is more. `isBusy`: commands wait, so what can wait does. */
  step(isBusy: boolean): boolean
  /** Begins to look for what was left behind. */
  beginSweep(): void
  /** Begins to rebuild a read model; the outcome is told under the number. */
  beginRebuild(ask: number, name: string): void
  /** Notes where the log ends, and moves what was written from the write-ahead log into the file. */
  noteHead(): void
}

export function openHousekeeping(files: OpenFiles, clock: ClinicClock, tell: Tell): Housekeeping {
  const { writer, following } = files
  const rebuilds = openRebuilds(files, tell)
  let isSweeping = false
  let lastFollow = clock.wall()

  function follow(isBusy: boolean): boolean {
    if (isBusy && clock.wall() - lastFollow < followMs) return true
    lastFollow = clock.wall()
    const hasMoved = following.follow(sliceMs)
    if (hasMoved)
      tell({ kind: 'committed', answers: [], settled: [], events: [], head: writer.head() })
    return hasMoved
  }

  function sweepOrFollow(isBusy: boolean): boolean {
    if (isSweeping) isSweeping = writer.sweep().next !== undefined
    return isSweeping || follow(isBusy)
  }

  return {
    step(isBusy) {
      rebuilds.step()
      const hasMore = unlessInTrouble(() => sweepOrFollow(isBusy)) ?? false
      return hasMore || rebuilds.hasMore()
    },
    beginSweep() {
      isSweeping = true
    },
    beginRebuild: rebuilds.begin,
    noteHead() {
      unlessInTrouble(() => {
        writer.noteHead(clock.wall())
        files.checkpoint()
      })
    },
  }
}

/** A full disk may heal, and the next time must do; whatever else it is, the writer must not go on. */
function unlessInTrouble<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (!isDatabaseTrouble(error)) throw error
    return undefined
  }
}

/** Read models being rebuilt, one after the other. */
function openRebuilds(files: OpenFiles, tell: Tell) {
  const waiting: { readonly ask: number; readonly rebuilding: Rebuilding }[] = []
  const failed = (ask: number, error: unknown) =>
    tell({ kind: 'rebuilt', ask, outcome: { error: messageOf(error) } })
  return {
    hasMore: () => waiting.length > 0,
    begin(ask: number, name: string): void {
      try {
        waiting.push({ ask, rebuilding: files.rebuild(name) })
      } catch (error) {
        failed(ask, error)
      }
    },
    step(): void {
      const current = waiting[0]
      if (!current) return
      try {
        const outcome = current.rebuilding.step(sliceMs)
        if (!outcome) return
        waiting.shift()
        tell({ kind: 'rebuilt', ask: current.ask, outcome })
      } catch (error) {
        waiting.shift()
        failed(current.ask, error)
      }
    },
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
