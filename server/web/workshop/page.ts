import { categoryOf, type Envelope } from '#kernel/event.ts'
import { foldProcess } from '#kernel/process-life.ts'
import { printedSteps, progressOf } from '#kernel/progress.ts'
import { row, rows } from '#kernel/query.ts'
import { isProblem, sentBy } from '#web/body.ts'
import { halForm } from '#web/hal-forms.ts'
import { secondsText } from '#web/moments.ts'
import { toldBy } from '#web/page-context.ts'
import { problem } from '#web/problem.ts'
import { sendJson, sendOn, sendPage, sendProblem } from '#web/respond.ts'
import type { Workshop } from '#web/site.ts'
import { parameterOf, type Visit } from '#web/visit.ts'
import { switchesForm, turnSwitches } from '#web/workshop/switches.ts'

/** How many registrations are listed, newest first. */
const listed = 10
/** How many events of one are told. */
const toldMax = 300
const lookAgainS = 2

/** What a manager finds where the demo has a workshop; nobody else finds anything. */
function workshopFor({ site, viewer }: Visit): Workshop | undefined {
  return viewer.actor.role === 'manager' ? site.demo?.workshop : undefined
}

type Listed = {
  readonly id: string
  readonly state: string
  readonly endedAs: string | null
  readonly beganAt: number
  readonly correlation: string
}

const columns = `id, state, ended_as AS "endedAs", began_at AS "beganAt", correlation`

const newest = rows<Listed>(
  `SELECT ${columns} FROM {processes} WHERE name = 'registration' ORDER BY began_at DESC LIMIT ?`,
  listed,
)

const registrationOf = (id: string) =>
  row<Listed>(`SELECT ${columns} FROM {processes} WHERE name = 'registration' AND id = ?`, id)

const words: Readonly<Record<string, string>> = {
  running: 'under way',
  compensating: 'being undone',
}

const inWords = ({ state, endedAs }: Listed) =>
  state === 'ended' ? (endedAs ?? 'ended') : (words[state] ?? state)

async function sendSwitches(
  visit: Visit,
  workshop: Workshop,
  typed?: Readonly<Record<string, string>>,
): Promise<void> {
  const { request, response, wants, site, say } = visit
  const form = switchesForm(workshop.steps(), typed)
  const found = await site.store.query(newest)
  const links = found.map((one) => ({
    rel: 'registration',
    href: `/workshop/${one.id}`,
    title: say.name(one.id),
    remark: `${say.moment(one.beganAt).text}, ${inWords(one)}`,
  }))
  const status = form.errors.length > 0 ? 422 : 200
  response.status(status)
  if (wants.kind === 'machine')
    return sendJson(request, response, halForm('/workshop', form, links), wants.type)
  const head = {
    title: 'Workshop',
    heading: 'Workshop',
    lead: 'Break a step of the next registrations, then register somebody and look on.',
    error: status === 422,
  }
  return sendPage(visit, status, 'workshop/workshop.njk', head, { form, registrations: links })
}

/** Answers `GET /workshop`: the switches, and the registrations to look at. */
export async function answerWorkshop(visit: Visit): Promise<void> {
  const workshop = workshopFor(visit)
  return workshop ? sendSwitches(visit, workshop) : sendProblem(visit, problem('not-found'))
}

/** Answers `POST /workshop`: turns the switches. */
export async function answerSwitches(visit: Visit): Promise<void> {
  const workshop = workshopFor(visit)
  if (!workshop) return sendProblem(visit, problem('not-found'))
  const sent = sentBy(visit.request)
  if (isProblem(sent)) return sendProblem(visit, sent)
  if (!turnSwitches(workshop, sent.values)) return sendSwitches(visit, workshop, sent.values)
  // A program reads the switches as they stand now; a browser is sent to where they are.
  return visit.wants.kind === 'machine' ? sendSwitches(visit, workshop) : sendOn(visit, '/workshop')
}

/** An event of the registration, whichever stream it stands on. */
function toldLine(visit: Visit, event: Envelope) {
  const told = toldBy(visit, event)
  return {
    position: event.position,
    type: event.type,
    title: told.words,
    tone: told.tone,
    time: visit.say.time(event.at).text,
    href: told.why,
    remark: `${categoryOf(event.stream)}, ${secondsText(event.at, visit.known.zone)}`,
  }
}

/** Answers `GET /workshop/{id}`: one registration as it goes, its steps beside its events. */
export async function answerWatched(visit: Visit): Promise<void> {
  const { site, request, response, wants, say } = visit
  const id = parameterOf(request, 'id')
  const one = workshopFor(visit) && (await site.store.query(registrationOf(id)))
  const process = site.registry.processes.get('registration')
  if (!one || !process) return sendProblem(visit, problem('not-found'))
  const asked = { after: 0, limit: toldMax, correlation: one.correlation }
  const events = await site.store.log(asked)
  const told = foldProcess(process, await site.store.stream(`process.registration-${id}`))
  const steps = progressOf(process, told, say)
  const lines = events.map((event) => toldLine(visit, event)).toReversed()
  const state = { id, state: one.state, steps, events: lines }
  if (wants.kind === 'machine')
    return sendJson(
      request,
      response,
      { ...state, _links: { self: { href: `/workshop/${id}` } } },
      wants.type,
    )
  const head = {
    title: `Workshop: registration of ${say.name(id)}`,
    heading: `Registration of ${say.name(id)}`,
    back: { href: '/workshop', title: 'Workshop' },
  }
  return sendPage(visit, 200, 'workshop/watched.njk', head, {
    ...state,
    standing: inWords(one),
    progress: printedSteps(steps),
    again: one.state === 'ended' || one.state === 'stuck' ? undefined : lookAgainS,
    // By the day, as timelines are told.
    days: [{ day: say.day(one.beganAt).text, entries: lines }],
  })
}
