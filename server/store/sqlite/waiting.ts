import { type CommandView, isFinal } from '#kernel/command.ts'
import type { Envelope } from '#kernel/event.ts'
import type { OnCommit } from '#kernel/store.ts'
import { commandView } from '#worker/commands.ts'
import type { Reader } from './reader.ts'

/** Those who wait for what a commit may bring. */
export type Waiting = {
  /** Answers the command when it becomes final, or nothing once the time, in ms, is over. */
  forFinal(id: string, waitMs: number): Promise<CommandView | undefined>
  /** Answers true as soon as it is there after a commit, or whether it is once the time, in ms, is over. */
  until(isThere: () => boolean, waitMs: number): Promise<boolean>
  /** Calls the listener after each commit. Returns the way to stop. */
  onCommit(listener: OnCommit): () => void
  /** Wakes those whom a commit concerns. */
  committed(
    settled: readonly CommandView[],
    head: number,
    events: readonly Envelope[] | undefined,
  ): void
}

type Wake = (command: CommandView) => void

/** Nobody waits yet. */
export function openWaiting(): Waiting {
  const waiters = new Map<string, Set<Wake>>()
  const listeners = new Set<OnCommit>()

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
    committed(settled, head, events) {
      for (const command of settled) {
        for (const wake of waiters.get(command.id) ?? []) wake(command)
      }
      for (const listener of listeners) listener(head, events)
    },
  }
}

/** A command as it stands, or as it ends if that is soon enough; the time is in ms. */
export async function commandOf(
  reader: Reader,
  waiting: Waiting,
  id: string,
  waitMs: number,
): Promise<CommandView | undefined> {
  const found = reader.ask(commandView(id))
  if (!found || isFinal(found.state) || waitMs <= 0) return found
  return (await waiting.forFinal(id, waitMs)) ?? reader.ask(commandView(id))
}
