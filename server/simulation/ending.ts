import { checkDataFolder } from '#checks/data-folder.ts'
import { isFinal } from '#kernel/command.ts'
import { type Envelope, idOf } from '#kernel/event.ts'
import { processName } from '#kernel/process.ts'
import { foldProcess, type Told } from '#kernel/process-life.ts'
import { row, rows } from '#kernel/query.ts'
import { demand } from './breach.ts'
import type { Booked } from './order-book.ts'
import type { Witnessed } from './run.ts'

type Ended = { readonly stream: string; readonly told: Told; readonly waitsFor: string | undefined }
type Processes = ReadonlyMap<string, Ended>

function processesOf({ machine, watch }: Witnessed): readonly Ended[] {
  const streams = Map.groupBy(
    watch.events.filter(({ stream }) => stream.startsWith('process.')),
    ({ stream }) => stream,
  )
  return [...streams].map(([stream, events]) => {
    const process = machine.registry.processes.get(processName(stream))
    demand(process !== undefined, `no module knows the process ${stream}`)
    const told = foldProcess(process, events)
    return { stream, told, waitsFor: process.waitsFor(told.state) }
  })
}

function casesAbout(events: readonly Envelope[], stream: string): number {
  return events.filter(
    ({ type, data }) =>
      type === 'CaseOpened' && (data as { about: { stream: string } }).about.stream === stream,
  ).length
}

/** Whether a step was answered by a process of its own that is stuck: its case stands for both. */
function waitsForStuck({ life }: Told, processes: Processes): boolean {
  return life.steps.some(({ state, target }) => {
    const own = processes.get(`process.${target}`)
    return state === 'sent' && own !== undefined && own.told.life.stuck !== null
  })
}

/** Each process ended, waits by design, or is stuck and has one case. */
function demandAnEnd({ scenario, watch }: Witnessed, one: Ended, processes: Processes): void {
  const { stream, told, waitsFor } = one
  const { ended, stuck } = told.life
  if (ended !== null) return
  if (stuck === null) {
    const isGoingOn = waitsFor !== undefined || waitsForStuck(told, processes)
    demand(isGoingOn, `${stream} never came to an end`)
    return
  }
  const words = `${stream} is stuck (${stuck.step}: ${stuck.error})`
  // The shelf may refuse in the middle of a hand-over: a lot that was recalled in that moment.
  const isRefused = stuck.error.includes('was refused')
  demand(isRefused || scenario.faults.length > 0, `${words}, though nothing failed`)
  const cases = casesAbout(watch.events, stream)
  demand(cases === 1, `${words} and has ${cases} cases`)
}

/** The table that the desk sees says of each process what its stream says. */
async function demandTable(
  { machine }: Witnessed,
  { stream, told: { life } }: Ended,
): Promise<void> {
  const found = await machine
    .store()
    .query(row<{ state: string }>('SELECT state FROM {processes} WHERE stream = ?', stream))
  const working = life.compensating ? 'compensating' : 'running'
  const state = life.ended !== null ? 'ended' : life.stuck ? 'stuck' : working
  demand(found?.state === state, `${stream} is ${state}, and shown as ${found?.state}`)
}

// Nobody comes for these any more, and the bench waits as long as it takes.
const waiting: readonly string[] = ['confirmed', 'preparing']
const endedAs: Readonly<Record<string, readonly string[]>> = {
  // What is undone before it was confirmed is denied, and somebody may have ended it in that moment.
  compensated: ['undone', 'denied', 'cancelled', 'lapsed'],
  // One that had ended unheard keeps its end.
  'resolved-by-hand': ['settled', 'denied', 'cancelled', 'lapsed', 'undone'],
}
/** After these an order was certainly told to be confirmed. */
const wentWell = ['handed-over', 'collected']

/** Whether somebody settled it as given: then it may have been handed over, and its process never heard. */
function wasGiven({ watch }: Witnessed, stream: string): boolean {
  return watch.events.some((event) => {
    const { process, as } = event.data as { readonly process?: string; readonly as?: string }
    return event.type === 'StepSettledByHand' && process === stream && as?.startsWith('given-')
  })
}

/** An order's own stream, its process and the answer to whoever placed it agree. */
function demandOneStory(run: Witnessed, processes: Processes, order: Booked): void {
  const process = processes.get(`process.order-${order.id}`)
  demand(process !== undefined, `the order ${order.id} has no process`)
  const { ended, stuck } = process.told.life
  if (stuck !== null) return
  const given = wasGiven(run, process.stream) ? wentWell : []
  const stands = ended === null ? waiting : [...(endedAs[ended] ?? [ended]), ...given]
  const words = `${order.id} is ${order.status}, its process ${ended ?? 'waits'}`
  demand(stands.includes(order.status), words)
  const answer = run.answers.get(order.id)
  if (!answer || ended === null) return
  const wasConfirmed = run.watch.events.some(
    ({ type, stream }) => type === 'OrderConfirmed' && idOf(stream) === order.id,
  )
  // One that was confirmed and stopped before its process heard of it is told to be stopped.
  const isTold = wentWell.includes(ended) ? 'succeeded' : 'rejected'
  const expected = wasConfirmed ? [isTold, 'succeeded'] : ['rejected']
  const told = `the order ${order.id} ended ${ended}, and was answered ${answer.state}`
  demand(ended === 'resolved-by-hand' || expected.includes(answer.state), told)
}

/** Every command that was acknowledged is there, and final unless the process that answers it is stuck. */
async function demandAnswers(run: Witnessed, processes: Processes): Promise<void> {
  for (const [id, { asked, state }] of run.answers) {
    const found = await run.machine.store().command(id)
    const words = `${asked.command.intent} ${id}`
    demand(found !== undefined, `${words} was acknowledged and is lost`)
    if (isFinal(state)) {
      demand(found.state === state, `${words} was ${state}, and is ${found.state} now`)
    }
    run.answers.set(id, { asked, state: found.state })
    if (isFinal(found.state)) continue
    const ids = [id, idOf(asked.command.target)]
    const isStuck = ids.some((one) =>
      ['order', 'top-up-and-reorder'].some(
        (name) => processes.get(`process.${name}-${one}`)?.told.life.stuck,
      ),
    )
    // The second order of a reorder may be what is stuck.
    const hasStuckPart = [...processes.values()].some(
      ({ told }) => told.life.stuck && told.life.began?.correlation === id,
    )
    demand(isStuck || hasStuckPart, `${words} never got an answer`)
  }
}

type Registered = { readonly people: number; readonly wallets: number }

const registered = (id: string) =>
  row<Registered>(
    `SELECT (SELECT COUNT(*) FROM {people} WHERE id = ?) AS people,
       (SELECT COUNT(*) FROM {wallets} WHERE person = ?) AS wallets`,
    id,
    id,
  )

/** Whoever is registered, if only by hand, has a record and a wallet; whoever was declined has neither. */
async function demandWholeRegistrations(
  { machine, watch }: Witnessed,
  processes: Processes,
): Promise<void> {
  const completed = new Set(
    watch.events.flatMap(({ type, stream }) =>
      type === 'RegistrationCompleted' ? [idOf(stream)] : [],
    ),
  )
  for (const { stream, told } of processes.values()) {
    const { ended } = told.life
    if (processName(stream) !== 'registration' || ended === null) continue
    const found = await machine.store().query(registered(idOf(stream)))
    const wanted = completed.has(idOf(stream)) ? 1 : 0
    const isWhole = found?.people === wanted && found.wallets === wanted
    demand(isWhole, `${stream} ended ${ended} with ${JSON.stringify(found)}`)
  }
}

async function demandNothingLeft({ machine }: Witnessed): Promise<void> {
  const left = await machine
    .store()
    .query(rows<{ id: string }>(`SELECT id FROM commands WHERE state = 'received'`))
  demand(left.length === 0, `${left.length} commands were never carried out`)
  const timers = await machine.store().query(rows<{ owner: string }>('SELECT owner FROM timers'))
  demand(timers.length === 0, `a timer of ${timers[0]?.owner} never fired`)
}

/**
 * What must be true once all is over: everything ended or has a case, everybody has their answer, and the
 * invariants hold for the files as they lie on the disk, the tables rebuilt from the log included.
 */
export async function checkTheEnd(run: Witnessed): Promise<void> {
  const { machine, watch } = run
  const all = processesOf(run)
  const processes = new Map(all.map((one) => [one.stream, one]))
  for (const one of all) {
    demandAnEnd(run, one, processes)
    await demandTable(run, one)
  }
  await demandAnswers(run, processes)
  for (const order of watch.books.orders.values()) demandOneStory(run, processes, order)
  await demandWholeRegistrations(run, processes)
  await demandNothingLeft(run)
  const { breaches } = await checkDataFolder(machine.folder, machine.registry)
  const words = breaches.map(
    ({ id, position, stream, expected, found }) =>
      `${id} at ${position} in ${stream}: expected ${expected}, found ${found}`,
  )
  demand(words.length === 0, words.join('; '))
}
