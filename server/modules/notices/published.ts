import { mapQuery, type Query } from '#kernel/query.ts'
import { type Bounce, latestBounce } from './projections/bounce-queries.ts'
import { messageCounts } from './projections/message-queries.ts'

/**
 * What somebody is written to about. `account` is about their record and how they sign in; what they chose
 * for the other kinds decides whether a message of that kind leaves as mail.
 */
export type MessageKind = 'account' | 'orders' | 'reminders' | 'news'

/**
 * The data of `send-message`, which only processes and the system send, on `messageStream(<id>)`: one
 * message an id, so that whatever causes it names the id and asking again writes nobody twice.
 *
 * A process tells it as a step: `{ do: 'send', step, intent: 'send-message', target: messageStream(id), data }`.
 */
export type SendMessage = {
  /** Who it is for; what is personal in it is sealed under their key. */
  readonly person: string
  readonly kind: MessageKind
  /** The name of a file in `views/mail` without its ending: `welcome`. */
  readonly template: string
  /** Empty for the address on file; another address where it has to go there, or `wantedAddress`. */
  readonly to: string
  /** What the template prints besides names: texts, numbers, amounts in minor units, times in ms. */
  readonly facts: Readonly<Record<string, string | number>>
  /**
   * Where it leads: a path of this site, and the label of the secret that the link carries as `secret` in
   * its query, empty for a link without one. The secret is made when the message is rendered and is stored
   * nowhere. The part before the first colon is the link's purpose.
   */
  readonly link: { readonly path: string; readonly secret: string } | null
}

/** In `to`: the address that the person asked to use and has not confirmed yet, as the record tells. */
export const wantedAddress = 'wanted'

/** The stream of a message. */
export const messageStream = (id: string): string => `message-${id}`

/** The message that came back from somebody's address on file, if one did and nothing was done since. */
export function bounceOf(person: string): Query<Bounce | undefined> {
  return latestBounce(person)
}

/** How many messages were written to somebody. */
export function messageCountOf(person: string): Query<number> {
  return mapQuery(messageCounts(person), (counts) =>
    [...counts.values()].reduce((a, b) => a + b, 0),
  )
}
