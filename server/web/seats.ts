import { randomBytes } from 'node:crypto'
import type { FormView } from '#kernel/page.ts'
import { isProblem, sentBy } from '#web/body.ts'
import { halForm } from '#web/hal-forms.ts'
import { cookieName } from '#web/presented.ts'
import { problem } from '#web/problem.ts'
import { sendJson, sendOn, sendPage, sendProblem } from '#web/respond.ts'
import { localPath } from '#web/sign-in/places.ts'
import type { Seat } from '#web/site.ts'

import type { Visit } from '#web/visit.ts'

const month = 30 * 24 * 3600

function formOf(seats: readonly Seat[], error?: string): FormView {
  const detail = error ? { error } : {}
  return {
    name: 'take-seat',
    action: '/seat',
    heading: 'Take a seat',
    submit: 'Take the seat',
    hidden: [{ name: 'return-to', value: '/' }],
    inputs: [
      {
        kind: 'radio',
        name: 'seat',
        label: 'Who do you sit in for?',
        required: true,
        value: '',
        ...detail,
        options: seats.map(({ seat, name, roleTitle }) => ({
          value: seat,
          text: name,
          hint: roleTitle,
        })),
      },
    ],
    errors: error ? [{ field: 'seat', code: 'not-a-choice', detail: error }] : [],
    checkFirst: false,
  }
}

async function sendSeatForm(visit: Visit, seats: readonly Seat[], error?: string): Promise<void> {
  const form = formOf(seats, error)
  const status = error ? 422 : 200
  const { request, response, wants } = visit
  if (wants.kind === 'machine') {
    response.status(status)
    return sendJson(request, response, halForm('/seat', form), wants.type)
  }
  const head = {
    title: form.heading,
    heading: form.heading,
    error: Boolean(error),
    width: 'form' as const,
  }
  return sendPage(visit, status, 'forms/form.njk', head, { form })
}

/** Answers `GET /seat`: the form on which a visitor of the demo chooses whom to sit in for. */
export async function answerSeatForm(visit: Visit): Promise<void> {
  return sendSeatForm(visit, (await visit.site.demo?.seats()) ?? [])
}

/** Answers `POST /seat`: browsers get the seat as a cookie, machines as a bearer token. */
export async function answerSeat(visit: Visit): Promise<void> {
  const { site, request, response, wants } = visit
  const sent = sentBy(request)
  if (isProblem(sent)) return sendProblem(visit, sent)
  const seats = (await site.demo?.seats()) ?? []
  const seat = seats.find((one) => one.seat === sent.values['seat'])
  if (seats.length === 0) return sendProblem(visit, problem('not-found'))
  if (!seat) return sendSeatForm(visit, seats, 'Choose one of the seats.')
  // What follows the seat only tells two sessions in the same seat apart.
  const token = `${seat.seat}.${randomBytes(12).toString('base64url')}`
  if (wants.kind === 'machine') {
    const { id, role, name, roleTitle } = seat
    const links = { self: { href: '/seat' }, home: { href: '/' } }
    return sendJson(
      request,
      response,
      { token, seat: seat.seat, actor: id, name, role, roleTitle, _links: links },
      wants.type,
    )
  }
  const { secure } = site.settings
  response.cookie(cookieName(secure), token, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure,
    maxAge: month * 1000,
  })
  return sendOn(visit, localPath(sent.values['return-to']))
}

/** Answers `POST /demo/clock`: holds the demo's clock, lets it go on or hurries it. */
export async function answerDemoClock(visit: Visit): Promise<void> {
  const sent = sentBy(visit.request)
  if (isProblem(sent)) return sendProblem(visit, sent)
  const { demo } = visit.site
  const action = sent.values['action'] ?? ''
  const isKnown = demo?.strip?.().controls.some((control) => control.action === action) ?? false
  if (!isKnown) return sendProblem(visit, problem('not-found'))
  await demo?.control?.(action)
  return sendOn(visit, localPath(sent.values['return-to']))
}
