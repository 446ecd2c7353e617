import type { CommandEvent } from '#kernel/command.ts'
import type { Envelope } from '#kernel/event.ts'
import { streamOf } from '#kernel/event.ts'
import type { Field } from '#kernel/field.ts'
import type { AnyIntent } from '#kernel/intent.ts'
import { commandAt, notHere } from '#web/command/access.ts'
import { intentOf } from '#web/command/machine.ts'
import { referenceOf } from '#web/ids.ts'
import { sendProblem } from '#web/respond.ts'
import { sendStream } from '#web/stream.ts'
import type { Visit } from '#web/visit.ts'

/** What of a command's data was filled in by somebody; the rest one process told another. */
function filledIn<Data extends object | null | undefined>(intent: AnyIntent, data: Data): Data {
  if (!data) return data
  const fields = intent.fields as Readonly<Record<string, Field<unknown> | undefined>>
  const kept = Object.entries(data).filter(([name]) => fields[name]?.inputs(name).length)
  // Fewer of the same names: what reads such data takes any of them as missing.
  return Object.fromEntries(kept) as Data
}

/** What a patient is told, as on the command's page: what was filled in, and nothing of our faults. */
function shownToPatient(intent: AnyIntent, event: Envelope): Envelope {
  const one = event as Envelope<CommandEvent>
  if (one.type === 'CommandFailed')
    return { ...one, data: { error: 'something went wrong on our side' } }
  if (one.type !== 'CommandReceived') return one
  const { data, personal } = one.data
  return {
    ...one,
    data: {
      ...one.data,
      data: filledIn(intent, data),
      ...(personal === undefined ? {} : { personal: filledIn(intent, personal) }),
    },
  }
}

/** Answers `GET /commands/{id}/events`, to whoever may see the command's page. */
export async function answerCommandEvents(visit: Visit): Promise<void> {
  const command = await commandAt(visit)
  const stream = command && streamOf('command', command.id)
  const thing = stream && (await visit.site.things.of(stream))
  if (!command || !thing) return sendProblem(visit, notHere)
  const intent = intentOf(visit, command)
  const { version } = thing
  return sendStream(visit, {
    stream,
    version,
    // With its reference, since the words alone lead to an empty form elsewhere.
    name: `${intent.title}, ${referenceOf(command.id)}`,
    ...(visit.viewer.kind === 'patient'
      ? { shown: (event: Envelope) => shownToPatient(intent, event) }
      : {}),
  })
}
