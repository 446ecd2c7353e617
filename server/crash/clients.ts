import { setTimeout as wait } from 'node:timers/promises'
import type { NewCommand } from '#kernel/command.ts'
import { type Counter, Gone } from './shop.ts'

/** What the clients know: commands sent, and which of them were acknowledged. */
export type Ledger = {
  readonly sent: Map<string, NewCommand>
  readonly acknowledged: Set<string>
  /** Sent, and then the other side was gone: to be sent again, under the same id. */
  readonly unknown: Set<string>
}

export function emptyLedger(): Ledger {
  return { sent: new Map(), acknowledged: new Set(), unknown: new Set() }
}

/** Chooses what a client asks for next; nothing where it can choose no more, since the other side is gone. */
export type Choose = () => NewCommand | undefined | Promise<NewCommand | undefined>

/** Sends one command and notes what came back; false once the other side is gone. */
async function send(counter: Counter, ledger: Ledger, command: NewCommand): Promise<boolean> {
  ledger.sent.set(command.id, command)
  ledger.unknown.add(command.id)
  try {
    const submission = await counter.submit(command)
    if (submission.kind === 'reused') throw new Error(`${command.id} was taken for another`)
    if (submission.kind !== 'accepted') return submission.kind !== 'unknown'
    ledger.unknown.delete(command.id)
    ledger.acknowledged.add(command.id)
    return true
  } catch (error) {
    if (error instanceof Gone) return false
    throw error
  }
}

/** So many clients at once, each sending one command after the other, until the other side is gone or `isOver`. */
export async function load(
  counter: Counter,
  ledger: Ledger,
  choose: Choose,
  clients: number,
  isOver: () => boolean,
): Promise<void> {
  const client = async () => {
    while (!isOver()) {
      const command = await choose()
      if (!command || !(await send(counter, ledger, command))) return
      // What was not taken was refused at once: come back a little later, as clients are told to.
      if (ledger.unknown.has(command.id)) await wait(2)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
}

/** Sends what nobody knows about again, until it is acknowledged; false once the other side is gone. */
export async function sendAgain(counter: Counter, ledger: Ledger): Promise<boolean> {
  for (let rounds = 0; ledger.unknown.size > 0; rounds += 1) {
    if (rounds > 10_000) throw new Error(`${ledger.unknown.size} commands are never taken`)
    const commands = [...ledger.unknown]
      .map((id) => ledger.sent.get(id))
      .filter((one) => one !== undefined)
    const there = await Promise.all(commands.map((command) => send(counter, ledger, command)))
    if (there.includes(false)) return false
    if (ledger.unknown.size > 0) await wait(2)
  }
  return true
}
