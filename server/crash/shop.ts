import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { NewCommand, Submission } from '#kernel/command.ts'
import type { Rehearsal } from '#kernel/store.ts'
import { withNodeSettings } from '../node-settings.ts'
import type { FromShop, ShopSettings, ToShop } from './shop-messages.ts'

/** A way to hand commands over. Rejects with `Gone` where nobody knows what became of it. */
export type Counter = { submit(command: NewCommand): Promise<Submission> }

/** The other side is gone, and nobody knows what became of what was asked. */
export class Gone extends Error {}

export type ShopProcess = Counter & {
  /** What a command would do, as `submit` hears of it. */
  rehearse(command: NewCommand): Promise<Rehearsal>
  /** Sets its clock, in ms. */
  setClock(moment: number): void
  /** Ends it at once, as the machine would. */
  kill(): Promise<void>
}

const program = fileURLToPath(new URL('./shop-process.ts', import.meta.url))

type Answer = Submission | Rehearsal

/** Starts the shop's process on a data folder and waits until it takes commands. */
export async function startShop(settings: ShopSettings): Promise<ShopProcess> {
  const words = [JSON.stringify(settings)]
  const env = withNodeSettings({ PATH: process.env['PATH'] })
  const child = fork(program, words, { execArgv: [], env })
  const asked = new Map<number, PromiseWithResolvers<Answer>>()
  const ready = Promise.withResolvers<void>()
  const exited = once(child, 'exit')
  let lastAsk = 0
  let isGone = false
  child.on('message', (message: FromShop) => {
    if (message.kind === 'ready') return ready.resolve()
    const one = asked.get(message.ask)
    asked.delete(message.ask)
    if (message.kind === 'answer') one?.resolve(message.answer)
    else one?.reject(new Error(message.error))
  })
  child.on('exit', () => {
    isGone = true
    const gone = new Gone('The shop is gone')
    ready.reject(gone)
    for (const { reject } of asked.values()) reject(gone)
  })
  const send = (message: ToShop) => child.send(message, () => undefined)
  function ask(what: 'submit' | 'rehearse', command: NewCommand): Promise<Answer> {
    if (isGone) return Promise.reject(new Gone('The shop is gone'))
    lastAsk += 1
    const answer = Promise.withResolvers<Answer>()
    asked.set(lastAsk, answer)
    send({ do: what, ask: lastAsk, command })
    return answer.promise
  }
  await ready.promise
  return {
    submit: (command) => ask('submit', command) as Promise<Submission>,
    rehearse: (command) => ask('rehearse', command) as Promise<Rehearsal>,
    setClock(moment) {
      if (!isGone) send({ do: 'set-clock', moment })
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}
