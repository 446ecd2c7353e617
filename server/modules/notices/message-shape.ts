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
