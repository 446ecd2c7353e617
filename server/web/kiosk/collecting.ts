import type { CommandView } from '#kernel/command.ts'
import { isFinal } from '#kernel/command.ts'
import { idOf } from '#kernel/event.ts'
import { fill } from '#kernel/words.ts'
import { orderById, orderByNumber, orderStream } from '#modules/dispensary/published.ts'
import { isProblem, sentBy } from '#web/body.ts'
import { freshId, isUuid } from '#web/ids.ts'
import { kioskRole } from '#web/kiosk/confined.ts'
import { beginning, type Shown, sendKiosk } from '#web/kiosk/page.ts'
import { sendOn, sendProblem } from '#web/respond.ts'
import type { Visit } from '#web/visit.ts'

const collect = 'collect-order'
const waitMs = 3_000
/** How long a page that somebody left stays, in seconds: long enough to read it twice. */
const readS = 20
const typeS = 60
/** How long after it was sent the answer is shown to whoever stands there. */
const shownMs = 2 * 60_000

const again = (number: string, field: 'number' | 'code', detail: string): Shown => ({
  ...beginning,
  status: 422,
  ask: { number, errors: [{ field, code: 'wrong', detail }] },
  afterS: typeS,
})

const apart =
  'This number and this code do not belong together. Look at our message again, or ask at the desk.'

/** Answers `POST /kiosk`: hands the code over as the kiosk, and leads to what came of it. */
export async function answerCollect(visit: Visit): Promise<void> {
  const { site, viewer } = visit
  const sent = sentBy(visit.request)
  if (isProblem(sent)) return sendProblem(visit, sent)
  const digits = (name: string) =>
    sent.unclear.includes(name) ? '' : (sent.values[name] ?? '').replaceAll(/[\s#]/g, '')
  const [number, code] = [digits('number'), digits('code')]
  if (!/^\d{1,9}$/.test(number))
    return sendKiosk(visit, again('', 'number', 'Type the number of the order.'))
  if (!/^\d{6}$/.test(code))
    return sendKiosk(visit, again(number, 'code', 'The code has six digits.'))
  const typed = sent.values['command-id'] ?? ''
  const id = isUuid(typed) ? typed : freshId()
  const order = await site.store.query(orderByNumber(Number(number)))
  // A number of no order is asked for all the same, so that its refusal is counted. The code stays away:
  // it may well be that of another order.
  const submission = await site.store.submit({
    id,
    intent: collect,
    target: orderStream(order?.id ?? id),
    actor: viewer.actor,
    data: order ? { code } : {},
  })
  if (submission.kind !== 'accepted')
    return sendKiosk(visit, {
      heading: 'That did not work',
      tone: 'wait',
      lines: [busy],
      afterS: readS,
      status: 503,
    })
  const done = order ? undefined : await site.store.command(id, waitMs)
  return done?.outcome.code === 'no-order'
    ? sendKiosk(visit, again(number, 'code', apart))
    : sendOn(visit, `/kiosk/${id}`)
}

const busy = 'We could not save it just now, and nothing was changed. Try again in a moment.'

/** What may be said on a screen that everybody sees; the rest is told at the desk. */
const saidHere = ['wrong', 'late', 'code-dead', 'look-first']

async function refusedHere(visit: Visit, { target, outcome }: CommandView): Promise<Shown> {
  const { site, say } = visit
  const { code = '', facts = {} } = outcome
  const words = site.registry.intents.get(collect)?.refusals ?? {}
  const order = await site.store.query(orderById(idOf(target)))
  const text = Object.hasOwn(words, code) ? fill(words[code] ?? '', facts, say) : ''
  if (code === 'wrong') {
    const left = Number(facts['left'] ?? 0)
    const last =
      left === 0 ? 'That code is not right, and this was the last try. Ask at the desk.' : text
    return { ...again(String(order?.number ?? ''), 'code', last), status: 200 }
  }
  if (code === 'too-often')
    return { heading: 'Please ask at the desk', tone: 'wait', lines: [text], afterS: readS }
  const line = saidHere.includes(code)
    ? text
    : 'This order cannot be collected here now. Ask at the desk.'
  return { heading: 'Not collected', tone: 'bad', lines: [line], afterS: readS }
}

async function collected({ site }: Visit, { target }: CommandView): Promise<Shown> {
  const order = await site.store.query(orderById(idOf(target)))
  const where = order?.shelf
    ? `It lies on shelf ${order.shelf}.`
    : 'It is given to you at the desk.'
  return {
    heading: `Order ${order?.number ?? ''} is yours`,
    tone: 'good',
    lines: [where, 'What was held for it is paid now. Thank you.'],
    afterS: readS,
  }
}

/** Answers `GET /kiosk/<command>`: what came of a code, for as long as whoever typed it stands there. */
export async function answerCollected(visit: Visit, id: string): Promise<void> {
  const { site, viewer } = visit
  const command = isUuid(id) ? await site.store.command(id, waitMs) : undefined
  const isOurs =
    command?.intent === collect &&
    command.actor.role === kioskRole &&
    command.actor.id === viewer.actor.id &&
    visit.at - command.receivedAt < shownMs
  if (!isOurs) return sendOn(visit, '/kiosk')
  if (!isFinal(command.state))
    return sendKiosk(visit, { heading: 'One moment…', tone: 'wait', afterS: 2, looksAgain: true })
  if (command.state === 'succeeded') return sendKiosk(visit, await collected(visit, command))
  if (command.state === 'rejected') return sendKiosk(visit, await refusedHere(visit, command))
  const lines = ['Something went wrong on our side. Please ask at the desk.']
  return sendKiosk(visit, { heading: 'Not collected', tone: 'bad', lines, afterS: readS })
}
