import { type DomainEvent, type Envelope, idOf } from '#kernel/event.ts'
import { projection, type Write, write } from '#kernel/projection.ts'
import type { MessageEvents, Written } from '../events.ts'

const insert = `INSERT INTO {messages} (id, person, kind, template, recipient, confirms, state, why, tries, perhaps,
  next_at, written_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, NULL, ?, ?)`

type At = { readonly id: string; readonly at: number }

const begun = ({ id, at }: At, data: Written, state: string, why: string): Write =>
  write(
    insert,
    id,
    data.person,
    data.kind,
    data.template,
    data.to,
    data.confirms ? 1 : 0,
    state,
    why,
    at,
    at,
  )

const become = ({ id, at }: At, state: string, why: string, tries: number | null): Write =>
  write(
    `UPDATE {messages} SET state = ?, why = ?, tries = COALESCE(?, tries), perhaps = 0, next_at = NULL,
       changed_at = ? WHERE id = ?`,
    state,
    why,
    tries,
    at,
    id,
  )

type Erased = DomainEvent<'PersonErased'>

function writesOf(event: Envelope<MessageEvents | Erased>): Write {
  const { type, data, stream, at } = event
  const place = { id: idOf(stream), at }
  switch (type) {
    case 'PersonErased':
      return write('UPDATE {messages} SET recipient = NULL WHERE person = ?', place.id)
    case 'MessageQueued':
      return begun(place, data, 'queued', '')
    case 'MessageKept':
      return begun(place, data, 'kept', '')
    case 'MessageSuppressed':
      return begun(place, data, 'suppressed', data.why)
    case 'MessageHandedOver':
      return become(place, 'handed-over', '', data.attempt)
    case 'MessageDelayed':
      return write(
        `UPDATE {messages} SET why = ?, tries = ?, perhaps = max(perhaps, ?), next_at = ?, changed_at = ?
         WHERE id = ?`,
        data.error,
        data.attempt,
        data.perhaps ? 1 : 0,
        data.nextAt,
        at,
        place.id,
      )
    case 'MessageRefused':
      return become(place, 'refused', data.error, data.attempt)
    case 'MessageGivenUp':
      return become(place, 'given-up', data.error, data.attempt)
    case 'MessageBounced':
      return become(place, 'bounced', '', null)
    case 'MessageRequeued':
      return write(
        `UPDATE {messages} SET state = 'queued', why = '', tries = 0, perhaps = 0, next_at = NULL,
           recipient = ?, changed_at = ? WHERE id = ?`,
        data.to,
        at,
        place.id,
      )
    case 'MessageWithdrawn':
      return write(
        `UPDATE {messages} SET state = CASE state WHEN 'queued' THEN 'withdrawn' ELSE state END,
           out_of_date = ?, next_at = NULL, changed_at = ? WHERE id = ?`,
        data.why,
        at,
        place.id,
      )
  }
}

/** Every message as it stands. Addresses are empty once their person was erased. */
export const messagesModel = projection({
  name: 'messages',
  version: 2,
  mode: 'inline',
  types: [
    'MessageQueued',
    'MessageKept',
    'MessageSuppressed',
    'MessageHandedOver',
    'MessageDelayed',
    'MessageRefused',
    'MessageGivenUp',
    'MessageBounced',
    'MessageRequeued',
    'MessageWithdrawn',
    'PersonErased',
  ],
  tables: {
    messages: {
      columns: {
        id: 'text',
        person: 'text',
        kind: 'text',
        template: 'text',
        recipient: 'text?',
        confirms: 'integer',
        state: 'text',
        why: 'text',
        out_of_date: 'text?',
        tries: 'integer',
        perhaps: 'integer',
        next_at: 'integer?',
        written_at: 'integer',
        changed_at: 'integer',
      },
      key: ['id'],
      indexes: [
        ['written_at', 'id'],
        ['state', 'written_at', 'id'],
        ['person', 'written_at', 'id'],
      ],
    },
  },
  apply: (event) => [writesOf(event as Envelope<MessageEvents | Erased>)],
})
