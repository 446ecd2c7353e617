import type { Envelope, EventDescription } from '#kernel/event.ts'
import type { Registry } from '#kernel/registry.ts'
import { type AnyCheck, check, type Report } from './check.ts'

const shortestReason = 3

/** What nothing in the log caused: a command that came in, and what the sweep finds left behind. */
function mayBeginAnew({ type, actor }: Envelope): boolean {
  return type === 'CommandReceived' || actor === 'system:sweep'
}

function checkCausation(event: Envelope, report: Report): void {
  const { causation, position } = event
  if (causation === null) {
    if (!mayBeginAnew(event)) report(event, 'the position of what caused it', 'none')
    return
  }
  if (causation < 1 || causation >= position) {
    report(event, `a cause before position ${position}`, `position ${causation}`)
  }
}

function checkReason(event: Envelope, description: EventDescription, report: Report): void {
  const { reason, personal = [] } = description
  // A sealed reason cannot be read here, and is gone once the person was erased.
  if (reason === undefined || personal.includes(reason)) return
  const given = (event.data as Readonly<Record<string, unknown>>)[reason]
  if (typeof given === 'string' && given.trim().length >= shortestReason) return
  report(event, `a reason of at least ${shortestReason} characters`, JSON.stringify(given ?? null))
}

/** L3: each event tells who, by which command, in which course of things and why. */
export function eventsHaveAnOrigin(registry: Registry): AnyCheck {
  return check<null>({
    id: 'L3',
    title: 'Every event says who did it, by which command, and why where a reason is due',
    begin: () => null,
    take(_, event, report) {
      if (event.actor === '') report(event, 'an actor', 'none')
      if (event.command === '') report(event, 'a command', 'none')
      if (event.correlation === '') report(event, 'a correlation', 'none')
      checkCausation(event, report)
      const description = registry.events.get(event.type)
      if (description?.reason !== undefined) checkReason(event, description, report)
    },
  })
}
