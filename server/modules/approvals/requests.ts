import { type DataOf, doerOf, type Envelope } from '#kernel/event.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import type { ApprovalEvents } from './events.ts'

/** A request as the thing it is about keeps it, and what became of it. Times in ms. */
export type Request = DataOf<ApprovalEvents, 'ApprovalRequested'> & {
  readonly askedBy: string
  readonly askedAt: number
  readonly state: 'open' | 'approved' | 'declined'
  readonly decidedBy: string
  readonly decidedAt: number
}

export type Requests = Readonly<Record<string, Request>>

type Requested = Envelope<Extract<ApprovalEvents, { type: 'ApprovalRequested' }>>

/** A thing's requests with one more. */
export function requested(requests: Requests, event: Requested): Requests {
  const { data, at } = event
  // What a process asks for, whoever began it asked for.
  const begun = {
    askedBy: doerOf(event),
    askedAt: at,
    state: 'open',
    decidedBy: '',
    decidedAt: 0,
  } as const
  return { ...requests, [data.request]: { ...data, ...begun } }
}

/** A thing's requests with one of them decided. */
export function decided(
  requests: Requests,
  id: string,
  state: 'approved' | 'declined',
  { actor, at }: Envelope,
): Requests {
  const known = requests[id]
  if (!known) throw new Error(`The request ${id} was decided before it was made`)
  return { ...requests, [id]: { ...known, state, decidedBy: actor, decidedAt: at } }
}

/** The open requests of a thing, oldest first. */
export function openRequests(requests: Requests): readonly Request[] {
  return Object.values(requests).filter(({ state }) => state === 'open')
}

/** The open request for the same, where there is one: nobody has to decide on it twice. */
export function sameRequest(
  requests: Requests,
  isSame: (request: Request) => boolean,
): Request | undefined {
  return openRequests(requests).find(isSame)
}

/** Whether nobody else has a part in it: neither asked for by this person, nor to their own good. */
export function isAnothers({ askedBy, beneficiary }: Request, actor: string): boolean {
  return askedBy !== actor && beneficiary !== actor
}

/** The request that an actor may decide on now, or why not. */
export function requestToDecide(requests: Requests, id: string, actor: string): Request | Refusal {
  const found = Object.hasOwn(requests, id) ? requests[id] : undefined
  if (!found) return refuse('no-request')
  const { state, decidedBy, decidedAt } = found
  if (state !== 'open') return refuse('decided', { state, by: decidedBy, at: decidedAt })
  return isAnothers(found, actor) ? found : refuse('self', { by: found.askedBy })
}

/** Why nobody's request can be decided here by this actor; nothing where there is one. */
export function whyNoneToDecide(requests: Requests, actor: string): Refusal | undefined {
  const open = openRequests(requests)
  const [first] = open
  if (!first) return refuse('no-request')
  return open.some((one) => isAnothers(one, actor))
    ? undefined
    : refuse('self', { by: first.askedBy })
}

/** What is said to whoever may not decide on a request. */
export const requestRefusals: Readonly<Record<string, string>> = {
  'no-request': 'Nothing waits for a second person here. Look at the wallet or the record again.',
  decided:
    'This request was {state} by {by:name} at {at:moment} already. Nothing was done twice; look at what came of it.',
  self: 'Nobody decides on what they asked for or gain by. Somebody else has to; ask another manager.',
}
