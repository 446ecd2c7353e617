import type { NewCommand } from '#kernel/command.ts'
import { settlementsOf } from '#kernel/mending.ts'
import { processName } from '#kernel/process.ts'
import { foldProcess } from '#kernel/process-life.ts'
import { caseIdOf } from '#modules/help-desk/published.ts'
import type { Asked } from './aims.ts'
import type { Witnessed } from './run.ts'

type Page = Pick<Witnessed, 'machine' | 'watch'>

// What whoever asks looks up on a page before they send it: the code of an order, what a settlement would do.

async function rightCode({ machine }: Page, order: string): Promise<string> {
  const events = await machine.store().stream(order)
  const codes = events.flatMap(({ type, data }) =>
    type === 'OrderReady' || type === 'CollectionCodeRenewed'
      ? [String((data as { code: string | null }).code)]
      : [],
  )
  return codes.at(-1) ?? '000000'
}

/** The name of the nth way in which what a case is about can be settled. */
function wayOf({ machine, watch }: Page, { target, data }: NewCommand): string {
  const id = target.slice('case-'.length)
  const stream = [...watch.books.troubles.troubled].find((one) => caseIdOf(one) === id) ?? ''
  const process = stream === '' ? undefined : machine.registry.processes.get(processName(stream))
  if (!process) return 'no way'
  const told = foldProcess(
    process,
    watch.events.filter((event) => event.stream === stream),
  )
  const ways = settlementsOf(process, told)
  const { settlement: nth } = data as { settlement: string }
  return ways[Number(nth) % ways.length]?.as ?? 'no way'
}

async function settling(run: Page, command: NewCommand): Promise<NewCommand> {
  const data = { ...command.data, settlement: wayOf(run, command) }
  const tried = { ...command, data }
  const rehearsal = await run.machine.rehearse(tried)
  const { check } = run.machine.registry.intents.get(command.intent) ?? {}
  if (rehearsal.kind !== 'events' || !check?.accept) return tried
  return { ...tried, data: check.accept(data, rehearsal.events) as object }
}

/** The command as it is sent, once everything was looked up that stands on its page. */
export async function completed(run: Page, asked: Asked): Promise<Asked> {
  const { command } = asked
  if (command.intent === 'settle-by-hand') {
    return { ...asked, command: await settling(run, command) }
  }
  if (command.intent !== 'collect-order') return asked
  const right = await rightCode(run, command.target)
  const { code } = command.data as { code: string }
  const typed = code === 'right' ? right : right === '123456' ? '654321' : '123456'
  return { ...asked, command: { ...command, data: { code: typed } } }
}
