import type { SendMessage } from './message-shape.ts'

/** Who reads a message, and what this clinic does with its mail. */
export type Reading = {
  readonly role: string
  /** The demo sends nothing, so its links can be followed from here alone. */
  readonly demo: boolean
  /** Whether mail leaves: then the link is in the mailbox that it proves. */
  readonly sends: boolean
}

/** Links by their purpose that staff may hand over themselves where there is no mail, and who may. */
const handedOver: Readonly<Record<string, readonly string[]>> = {
  'confirm-email': ['receptionist', 'manager', 'admin'],
  invitation: ['manager', 'admin'],
}

/**
 * Whether a reader of a message here may follow its link. A link with a secret proves that its mail
 * arrived, so whoever only reads it here must not have it: not even the one it was written to.
 */
export function mayFollowLink(link: SendMessage['link'], { role, demo, sends }: Reading): boolean {
  if (link === null || link.secret === '' || demo) return true
  if (sends) return false
  const purpose = link.secret.split(':')[0] ?? ''
  return Object.hasOwn(handedOver, purpose) && (handedOver[purpose]?.includes(role) ?? false)
}
