import type { CommandView } from '#kernel/command.ts'
import { type Envelope, idOf } from '#kernel/event.ts'
import type { CommandResult } from '#kernel/intent.ts'
import type { Link, PageContext } from '#kernel/page.ts'
import type { CaseEvents } from '../events.ts'
import type { ProcessRow } from '../projections/case-queries.ts'
import { processBefore } from './rehearsed.ts'

type Happened = Envelope & CaseEvents

async function happened(context: PageContext, command: CommandView): Promise<readonly Happened[]> {
  return (await context.eventsOf(command)) as readonly Happened[]
}

type Standing = ProcessRow & { readonly waitsFor?: string | undefined }

/** The process that was mended, as it stands now. */
async function processNow(context: PageContext, stream: string): Promise<Standing | undefined> {
  const known = await processBefore(context, stream)
  return known && { ...known.row, waitsFor: known.waitsFor }
}

function linksTo(command: CommandView, row: ProcessRow | undefined): readonly Link[] {
  const about = { rel: 'case', href: `/cases/${idOf(command.target)}`, title: 'Back to the case' }
  if (!row) return [about]
  const href = `/processes/${row.id}?name=${row.name}`
  return [about, { rel: 'process', href, title: 'See how far it came' }]
}

/** How it stands after somebody mended it, in a heading and a line. */
function standingOf(row: Standing | undefined, doing: string): CommandResult {
  switch (row?.state) {
    case 'stuck':
      return { heading: 'It did not work again', remark: `The answer: ${row.error ?? 'none'}` }
    case 'ended':
      return { heading: 'It worked', remark: `${row.title}: ${endWords(row)}` }
    case 'running':
      return row.waitsFor
        ? { heading: 'It worked', remark: `${row.title}: now it waits for ${row.waitsFor}` }
        : { heading: 'It goes on', remark: `${row.title} is under way again`, goesOn: true }
    default:
      return { heading: doing }
  }
}

function endWords({ endedAs }: ProcessRow): string {
  return (endedAs ?? 'done').replaceAll('-', ' ')
}

/** What came of trying again. */
export async function readTryResult(
  context: PageContext,
  command: CommandView,
): Promise<CommandResult> {
  const retried = (await happened(context, command)).find(({ type }) => type === 'StepRetried')
  if (retried?.type !== 'StepRetried') return {}
  const { process, at } = retried.data
  const row = await processNow(context, process)
  const links = linksTo(command, row)
  if (at !== null && at > context.at) {
    const heading = `It is tried again at ${context.say.time(at).text}`
    return { heading, remark: 'By itself, and the case stays open until then', links }
  }
  return { ...standingOf(row, 'It is tried again'), links }
}

/** What came of undoing. */
export async function readUndoResult(
  context: PageContext,
  command: CommandView,
): Promise<CommandResult> {
  const started = (await happened(context, command)).find(({ type }) => type === 'UndoStarted')
  if (started?.type !== 'UndoStarted') return {}
  const row = await processNow(context, started.data.process)
  const links = linksTo(command, row)
  if (row?.state === 'ended') {
    const remark = 'Nothing of it is held, reserved or charged any more'
    return { heading: 'Everything is undone', remark, links }
  }
  if (row?.state === 'stuck') {
    const remark = `One part could not be undone: ${row.error ?? 'no answer'}`
    return { heading: 'Undoing it got stuck', remark, links }
  }
  return { heading: 'It is being undone', links, goesOn: row !== undefined }
}

/** What came of settling by hand: settled, under way, or waiting for a second person. */
export async function readSettleResult(
  context: PageContext,
  command: CommandView,
): Promise<CommandResult> {
  const events = await happened(context, command)
  const asked = events.find(({ type }) => type === 'ApprovalRequested')
  if (asked?.type === 'ApprovalRequested') {
    const { request, what } = asked.data
    const approval = { rel: 'approval', href: `/approvals/${request}`, title: 'See the request' }
    const heading = 'It is sent to a second person'
    const links = [approval, ...linksTo(command, undefined)]
    return { heading, remark: `${what}. Nothing has moved yet`, links }
  }
  const settled = events.find(({ type }) => type === 'StepSettledByHand')
  if (settled?.type !== 'StepSettledByHand') return {}
  const row = await processNow(context, settled.data.process)
  const links = linksTo(command, row)
  const { title } = settled.data
  if (row?.state === 'stuck') {
    const remark = `One part of it did not work: ${row.error ?? 'no answer'}`
    return { heading: 'Settling it got stuck', remark, links }
  }
  return row?.state === 'ended'
    ? { heading: 'It is settled by hand', remark: title, links }
    : { heading: 'It is being settled by hand', remark: title, links, goesOn: row !== undefined }
}
