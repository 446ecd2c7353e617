import { cpSync } from 'node:fs'
import type { Draw } from '#demo/random.ts'
import type { NewCommand, Submission } from '#kernel/command.ts'
import type { Registry } from '#kernel/registry.ts'
import type { Rehearsal } from '#kernel/store.ts'
import { newFolder } from '#store/contract/toy-clinic.ts'
import { type ClinicClock, clinicClock } from '#worker/clock.ts'
import type { Asked } from '../simulation/aims.ts'
import { hear } from '../simulation/answers.ts'
import { commandOf } from '../simulation/asking.ts'
import { opening } from '../simulation/cast.ts'
import { completed } from '../simulation/completing.ts'
import type { Witnessed } from '../simulation/run.ts'
import type { FaultyIntent } from '../simulation/scenario.ts'
import { openWatch } from '../simulation/watch.ts'
import { type Choose, emptyLedger, type Ledger } from './clients.ts'
import { drawAsking, type Stage } from './clinic-day.ts'
import { type Outlook, openOutlook } from './outlook.ts'
import { type Counter, Gone, type ShopProcess } from './shop.ts'

/** Any fault: what fails here is drawn anew at each start. */
const someFault: FaultyIntent = { intent: 'any', tries: 1, share: 256 }

/** A clinic on a data folder of its own, its clients, and whoever looks on while its process comes and goes. */
export type KilledClinic = {
  readonly seen: Witnessed
  readonly ledger: Ledger
  /** The clinic's time, which goes on while its process is down. */
  readonly clock: ClinicClock
  /** Reads on in the log and demands all that must hold of it. Throws a `Breach`. */
  look(): Promise<void>
  /** What clients ask for, mostly this: they look at the clinic's pages first. */
  clientsOf(aim: Stage): Choose
  /** The way to that process. `sees` hears of each command before it is sent. */
  counterOf(shop: ShopProcess, sees?: (command: NewCommand) => void): Counter
  /** Looks at the files of the process that is there now, until `leave`: then nobody has them open. */
  arrive(shop: ShopProcess): void
  leave(): void
}

type Known = { shop?: ShopProcess; outlook?: Outlook; number: number; looking?: Promise<void> }

function outlookOf({ outlook }: Known): Outlook {
  if (!outlook) throw new Error('Nobody looks at the clinic now')
  return outlook
}

function rehearse({ shop }: Known, command: NewCommand): Promise<Rehearsal> {
  if (!shop) throw new Error('There is no process that could rehearse')
  return shop.rehearse(command)
}

function witness(known: Known, folder: string, registry: Registry): Witnessed {
  return {
    scenario: { faults: [someFault] },
    machine: {
      folder,
      registry,
      store: () => outlookOf(known),
      rehearse: (command) => rehearse(known, command),
    },
    watch: openWatch(registry),
    answers: new Map(),
  }
}

/** Opens it on a copy of a prepared clinic. */
export function openKilledClinic(prepared: string, registry: Registry, draw: Draw): KilledClinic {
  const folder = newFolder()
  cpSync(prepared, folder, { recursive: true })
  const clock = clinicClock(() => Date.now())
  clock.set(opening, 1)
  const [ledger, asked] = [emptyLedger(), [] as Asked[]]
  const known: Known = { number: 0 }
  const seen = witness(known, folder, registry)

  // Many ask at once, and one look is enough for all of them.
  async function look(): Promise<void> {
    known.looking ??= seen.watch.look(outlookOf(known)).finally(() => delete known.looking)
    await known.looking
  }

  async function choose(aim: Stage): Promise<NewCommand | undefined> {
    await look()
    known.number += 1
    const around = { books: seen.watch.books, asked, at: clock.now() }
    const one = commandOf(drawAsking(draw, known.number, aim), around)
    if (!one) return choose(aim)
    if (one.repeats === 'same') return one.command
    const whole = await completed(seen, one)
    asked.push(whole)
    return whole.command
  }

  async function submit(shop: ShopProcess, command: NewCommand): Promise<Submission> {
    const answer = await shop.submit(command)
    const one = asked.find((other) => other.command.id === command.id)
    if (one && answer.kind === 'accepted') hear(seen.answers, [one], [answer], seen.watch.sightings)
    return answer
  }

  return {
    seen,
    ledger,
    clock,
    look,
    clientsOf: (aim) => () => unlessGone(choose(aim)),
    counterOf: (shop, sees) => ({
      submit(command) {
        sees?.(command)
        return submit(shop, command)
      },
    }),
    arrive(shop) {
      known.shop = shop
      known.outlook = openOutlook(folder, registry)
    },
    leave() {
      outlookOf(known).close()
      delete known.outlook
    },
  }
}

async function unlessGone<T>(chosen: Promise<T>): Promise<T | undefined> {
  try {
    return await chosen
  } catch (error) {
    if (error instanceof Gone) return undefined
    throw error
  }
}
