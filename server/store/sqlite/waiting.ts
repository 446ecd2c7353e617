import type { CommandView } from '#kernel/command.ts'

/** Those who wait for what a commit may bring. */
export type Waiting = {
  /** Answers the command when it becomes final, or nothing once the time, in ms, is over. */
  forFinal(id: string, waitMs: number): Promise<CommandView | undefined>
  /** Answers true as soon as it is there after a commit, or whether it is once the time, in ms, is over. */
  until(isThere: () => boolean, waitMs: number): Promise<boolean>
  /** Calls the listener with the last position after each commit. Returns the way to stop. */
  onCommit(listener: (head: number) => void): () => void
  /** Wakes those whom a commit concerns. */
  committed(settled: readonly CommandView[], head: number): void
}

type Wake = (command: CommandView) => void

/** Nobody waits yet. */
export function openWaiting(): Waiting {
  const waiters = new Map<string, Set<Wake>>()
  const listeners = new Set<(head: number) => void>()

  function stopWaiting(id: string, wake: Wake): void {
    const waiting = waiters.get(id)
    waiting?.delete(wake)
    if (waiting?.size === 0) waiters.delete(id)
  }

  return {
    forFinal: (id, waitMs) =>
      new Promise((resolve) => {
        const done = (command: CommandView | undefined) => {
          clearTimeout(timeout)
          stopWaiting(id, done)
          resolve(command)
        }
        const timeout = setTimeout(() => done(undefined), waitMs)
        waiters.set(id, (waiters.get(id) ?? new Set<Wake>()).add(done))
      }),
    async until(isThere, waitMs) {
      if (isThere() || waitMs <= 0) return isThere()
      return new Promise((resolve) => {
        const done = (answer: boolean) => {
          clearTimeout(timeout)
          listeners.delete(look)
          resolve(answer)
        }
        const look = () => {
          if (isThere()) done(true)
        }
        const timeout = setTimeout(() => done(isThere()), waitMs)
        listeners.add(look)
      })
    },
    onCommit(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    committed(settled, head) {
      for (const command of settled) {
        for (const wake of waiters.get(command.id) ?? []) wake(command)
      }
      for (const listener of listeners) listener(head)
    },
  }
}
