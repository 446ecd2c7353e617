import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { NewCommand, Submission } from '#kernel/command.ts'
import type { FromShop } from './shop-messages.ts'

/** A way to hand commands over. Rejects where the other side is gone and nobody knows what became of it. */
export type Counter = { submit(command: NewCommand): Promise<Submission> }

export type ShopProcess = Counter & {
  /** Ends it at once, as the machine would. */
  kill(): Promise<void>
}

const program = fileURLToPath(new URL('./shop-process.ts', import.meta.url))

/** Starts the shop's process on a data folder and waits until it takes commands. */
export async function startShop(folder: string): Promise<ShopProcess> {
  const child = fork(program, [folder], { execArgv: [], env: { PATH: process.env['PATH'] } })
  const asked = new Map<number, PromiseWithResolvers<Submission>>()
  const ready = Promise.withResolvers<void>()
  const exited = once(child, 'exit')
  let lastAsk = 0
  let isGone = false
  child.on('message', (message: FromShop) => {
    if (message.kind === 'ready') return ready.resolve()
    const one = asked.get(message.ask)
    asked.delete(message.ask)
    if (message.kind === 'answer') one?.resolve(message.submission)
    else one?.reject(new Error(message.error))
  })
  child.on('exit', () => {
    isGone = true
    const gone = new Error('The shop is gone')
    ready.reject(gone)
    for (const { reject } of asked.values()) reject(gone)
  })
  await ready.promise
  return {
    submit(command) {
      if (isGone) return Promise.reject(new Error('The shop is gone'))
      lastAsk += 1
      const answer = Promise.withResolvers<Submission>()
      asked.set(lastAsk, answer)
      child.send({ ask: lastAsk, command }, () => undefined)
      return answer.promise
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}
