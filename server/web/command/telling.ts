import { type CommandView, isFinal } from '#kernel/command.ts'
import { doerOf } from '#kernel/event.ts'
import { type RawForm, writeFields } from '#kernel/field.ts'
import type { AnyIntent, CommandResult } from '#kernel/intent.ts'
import type { FormView, Link } from '#kernel/page.ts'
import { fill } from '#kernel/words.ts'
import { type Answer, answersIn } from '#web/answers.ts'
import { refusalWords } from '#web/closed.ts'
import { linksFrom } from '#web/command/next.ts'
import { type Stage, stageOf } from '#web/command/stage.ts'
import { type Carried, carriedBy, type Step, stepsOf } from '#web/command/steps.ts'
import { filledInputs, formView } from '#web/form-view.ts'
import { founder } from '#web/founder.ts'
import { referenceOf } from '#web/ids.ts'
import { availability, targetOf } from '#web/offers.ts'
import { pageContext } from '#web/page-context.ts'
import { noteHereFor } from '#web/standing.ts'
import type { Visit } from '#web/visit.ts'

/** A command as it is told, to people and to machines. */
export type Telling = {
  readonly command: CommandView
  readonly intent: AnyIntent
  readonly reference: string
  readonly stage: Stage
  readonly tone: 'good' | 'wait' | 'bad'
  readonly heading: string
  /** Why, and what did not happen; or what to know while it is under way. */
  readonly text: string
  readonly remark: string
  readonly steps: readonly Step[]
  readonly waitsFor: string | undefined
  /** What was asked, as it would be typed. */
  readonly typed: RawForm
  /** Whom the thing that it is about belongs to. */
  readonly person: string | null
  readonly result: CommandResult
  readonly links: readonly Link[]
  /** Changes whenever there is something new to tell. */
  readonly mark: string
}

function headingOf(
  { say }: Visit,
  intent: AnyIntent,
  command: CommandView,
  result: CommandResult,
  asked: object,
): string {
  const facts = { ...asked, ...command.outcome.facts, ...result.facts }
  if (result.heading) return result.heading
  if (command.state === 'succeeded') return fill(intent.done, facts, say)
  if (command.state === 'rejected') return fill(intent.notDone, facts, say)
  return command.state === 'failed' ? 'Something went wrong on our side' : `${intent.doing}…`
}

function waitingText(
  intent: AnyIntent,
  stage: Stage,
  carried: Carried | undefined,
  isPatient: boolean,
): string {
  if (carried?.told.life.stuck)
    return 'This is stuck, and somebody at the help desk looks at it. Please don’t send it again.'
  if (stage === 'fresh' || stage === 'working') {
    return isPatient
      ? 'This usually takes a second or two. You can leave this page.'
      : 'You can go on with the next person.'
  }
  if (stage === 'slow') return 'This takes longer than usual. You can leave this page.'
  if (stage === 'late') return `${intent.notDone} yet. Please don’t send it again.`
  return `${intent.notDone} yet. It is not forgotten: it is still being carried out. Please don’t send it again, but check again later.`
}

function textOf(
  visit: Visit,
  intent: AnyIntent,
  command: CommandView,
  stage: Stage,
  carried: Carried | undefined,
  result: CommandResult,
): string {
  const { code, facts = {} } = command.outcome
  if (command.state === 'succeeded') return ''
  if (command.state === 'rejected') {
    const words = refusalWords(intent, code ?? '')
    return words ? fill(words, facts, visit.say) : 'It was refused. Nothing was changed.'
  }
  // A command that was decided at once is rolled back whole; of a process that is not known.
  if (command.state === 'failed') {
    return intent.answered === 'by-process'
      ? `${intent.notDone}, as far as we know. Somebody looks at it: tell us the reference.`
      : `${intent.notDone}. Nothing was changed. You can try again; if it stays so, tell us the reference.`
  }
  return result.waiting ?? waitingText(intent, stage, carried, visit.viewer.kind === 'patient')
}

/** "Asked by Sam Pell for Maria Santos at 09:53." */
function remarkOf(
  visit: Visit,
  command: CommandView,
  result: CommandResult,
  person: string | null,
): string {
  if (result.remark) return result.remark
  const { say, viewer } = visit
  if (viewer.kind === 'patient') return ''
  const { actor } = command
  const by = doerOf({ ...actor, actor: actor.id })
  const whose = person && person !== by ? ` for ${say.name(person)}` : ''
  // Whoever founds a clinic has no name before it is there.
  const asker = by === founder ? '' : ` by ${say.name(by)}`
  return `Asked${asker}${whose} at ${say.time(command.receivedAt).text}`
}

async function askedIn(
  visit: Visit,
  command: CommandView,
  intent: AnyIntent,
): Promise<{ readonly data: object; readonly typed: RawForm }> {
  const received = (await visit.site.store.stream(`command-${command.id}`))[0]
  const { data, personal } = (received?.data ?? {}) as { data?: object; personal?: object | null }
  return { data: data ?? {}, typed: writeFields(intent.fields, { ...data, ...personal }) }
}

/** Where a refusal asks one more question, the same form again with that question and the answers kept. */
async function mending(
  visit: Visit,
  command: CommandView,
  intent: AnyIntent,
  typed: RawForm,
): Promise<FormView | undefined> {
  const code = command.outcome.code
  const fields = Object.values(intent.fields) as readonly { readonly askedBy?: string }[]
  if (command.state !== 'rejected' || !code || !fields.some(({ askedBy }) => askedBy === code))
    return undefined
  const target = await targetOf(visit, intent, intent.creates ? undefined : command.target)
  if (!target) return undefined
  const { permission, refusal, facts } = await availability(visit, intent, target)
  if (permission !== 'granted' || refusal) return undefined
  return formView(visit, intent, target, { typed, facts, after: code })
}

/** What stands beside it on a page: the answers given, and the form that mends a refusal, filled in. */
export type Beside = { readonly answers: readonly Answer[]; readonly mend: FormView | undefined }

/** What a page says beside what machines are told. */
export async function besideOf(visit: Visit, telling: Telling): Promise<Beside> {
  const { command, intent, typed, person, result } = telling
  const target = { stream: command.target, version: 0, state: undefined, person }
  const inputs = result.panels ? [] : await filledInputs(visit, intent, target, typed)
  const mend = await mending(visit, command, intent, typed)
  return { answers: answersIn(visit.say, inputs), mend }
}

const nothingMore: CommandResult = {}

/** Everything there is to tell of a command now. */
export async function tellCommand(
  visit: Visit,
  command: CommandView,
  intent: AnyIntent,
): Promise<Telling> {
  const context = pageContext(visit, {})
  const [carried, result, { data, typed }, thing] = await Promise.all([
    carriedBy(visit, command, intent),
    intent.result?.read(context, command) ?? nothingMore,
    askedIn(visit, command, intent),
    visit.site.things.of(command.target),
  ])
  const stage = stageOf(command, visit.at)
  const person = thing?.person ?? null
  await noteHereFor(visit, person)
  const waitsFor =
    command.state === 'succeeded' ? carried?.process.waitsFor(carried.told.state) : undefined
  return {
    command,
    intent,
    reference: referenceOf(command.id),
    stage,
    tone: command.state === 'succeeded' ? 'good' : isFinal(command.state) ? 'bad' : 'wait',
    heading: headingOf(visit, intent, command, result, data),
    text: textOf(visit, intent, command, stage, carried, result),
    remark: remarkOf(visit, command, result, person),
    steps: await stepsOf(visit, command, intent, carried),
    waitsFor: carried?.told.life.ended ? undefined : waitsFor,
    typed,
    person,
    result,
    links: await linksFrom(visit, command, intent, result, carried),
    mark: [
      stage,
      command.state.replace('-', ''),
      carried?.version ?? 0,
      result.goesOn ? 1 : 0,
    ].join('-'),
  }
}
