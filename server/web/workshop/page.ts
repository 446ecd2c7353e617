import { categoryOf, type Envelope } from '#kernel/event.ts'
import type { Link } from '#kernel/page.ts'
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
import { parameterOf, queryOf, type Visit } from '#web/visit.ts'
import { switchesForm, turnSwitches } from '#web/workshop/switches.ts'

/** How many processes are listed, newest first. */
const listed = 10
/** Whose switches are shown first. */
const usual = 'registration'
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

const columns = `p.id, p.state, p.ended_as AS "endedAs", p.began_at AS "beganAt", p.correlation`

/** Whose it is, and the case that the help desk has about it. */
type InList = {
  readonly person: string | null
  readonly case: string | null
  readonly caseNumber: number | null
}

const newest = (name: string) =>
  rows<Listed & InList>(
    `SELECT ${columns}, p.person, c.id AS "case", c.number AS "caseNumber" FROM {processes} p
     LEFT JOIN {cases} c ON c.about_stream = p.stream
     WHERE p.name = ? ORDER BY p.began_at DESC LIMIT ?`,
    name,
    listed,
  )

const registrationOf = (id: string) =>
  row<Listed>(`SELECT ${columns} FROM {processes} p WHERE name = 'registration' AND id = ?`, id)

const words: Readonly<Record<string, string>> = {
  running: 'under way',
  compensating: 'being undone',
}

const inWords = ({ state, endedAs }: Listed) =>
  state === 'ended' ? (endedAs ?? 'ended') : (words[state] ?? state)

type Typed = Readonly<Record<string, string>>

/** Whose steps are shown: the process that is asked for, or else the registration. */
function processAsked(workshop: Workshop, asked: string | undefined) {
  const all = workshop.processes()
  return all.find(({ name }) => name === (asked ?? usual)) ?? all[0] ?? { name: usual, title: '' }
}

/** The newest processes of a kind, and the case of each that the help desk has heard of. */
async function lookOn({ site, say }: Visit, name: string, title: string): Promise<readonly Link[]> {
  const found = await site.store.query(newest(name))
  return found.flatMap((one): readonly Link[] => {
    const whose = one.person ?? (name === usual ? one.id : undefined)
    const about = {
      rel: name,
      href: name === usual ? `/workshop/${one.id}` : `/processes/${one.id}?name=${name}`,
      title: whose ? say.name(whose) : title,
      remark: `${say.moment(one.beganAt).text}, ${inWords(one)}`,
    }
    if (one.caseNumber === null) return [about]
    const remark = 'What the help desk got'
    const number = one.caseNumber
    return [about, { rel: 'case', href: `/cases/${one.case}`, title: `Case ${number}`, remark }]
  })
}

async function sendSwitches(
  visit: Visit,
  workshop: Workshop,
  process: { readonly name: string; readonly title: string },
  typed?: Typed,
): Promise<void> {
  const { request, response, wants } = visit
  const form = switchesForm(workshop.steps(process.name), process, typed)
  const links = await lookOn(visit, process.name, process.title)
  const status = form.errors.length > 0 ? 422 : 200
  response.status(status)
  if (wants.kind === 'machine')
    return sendJson(request, response, halForm('/workshop', form, links), wants.type)
  const head = {
    title: 'Workshop',
    heading: 'Workshop',
    lead: 'Break a step of any process, then begin one and look on.',
    error: status === 422,
  }
  const kinds = workshop.processes().map(({ name, title }) => ({
    href: `/workshop?process=${name}`,
    title,
    current: name === process.name,
  }))
  const print = { form, kinds, processTitle: process.title, newest: links }
  return sendPage(visit, status, 'workshop/workshop.njk', head, print)
}

/** Answers `GET /workshop`: the switches of one process, and its newest ones to look at. */
export async function answerWorkshop(visit: Visit): Promise<void> {
  const workshop = workshopFor(visit)
  if (!workshop) return sendProblem(visit, problem('not-found'))
  return sendSwitches(visit, workshop, processAsked(workshop, queryOf(visit.request)['process']))
}

/** Answers `POST /workshop`: turns the switches. */
export async function answerSwitches(visit: Visit): Promise<void> {
  const workshop = workshopFor(visit)
  if (!workshop) return sendProblem(visit, problem('not-found'))
  const sent = sentBy(visit.request)
  if (isProblem(sent)) return sendProblem(visit, sent)
  const process = processAsked(workshop, sent.values['process'])
  if (!turnSwitches(workshop, process.name, sent.values))
    return sendSwitches(visit, workshop, process, sent.values)
  // A program reads the switches as they stand now; a browser is sent to where they are.
  if (visit.wants.kind === 'machine') return sendSwitches(visit, workshop, process)
  return sendOn(visit, `/workshop?process=${process.name}`)
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
