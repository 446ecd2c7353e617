import type { Letter } from '#kernel/letter.ts'
import type { Page, PageContext } from '#kernel/page.ts'
import { clinicSettings, staffMember, staffStream } from '#modules/clinic/published.ts'
import { personById, personStream } from '#modules/people/published.ts'
import { dayOf, weekday } from '#values/local-time.ts'
import { mayFollowLink } from '../link-policy.ts'
import { detailOf, statusWords, templateWords } from '../message-words.ts'
import { type MessageRow, messageById } from '../projections/message-queries.ts'
import { messageStream, writtenIn } from '../published.ts'

/** The record of whoever it was written to: a patient's, or that of somebody who works here. */
async function recordOf({ ask, href, say }: PageContext, person: string) {
  if (await ask(personById(person)))
    return { rel: 'person', href: href(personStream(person)), title: say.name(person) }
  if (await ask(staffMember(person)))
    return { rel: 'staff-member', href: href(staffStream(person)), title: say.name(person) }
  return undefined
}

/** The message as it would be sent, its link there only for those who may follow it. */
async function letterOf(context: PageContext, id: string): Promise<Letter | undefined> {
  const { letters, actor, ask } = context
  const written = writtenIn(await context.stream(messageStream(id)))
  if (!letters || !written) return undefined
  const clinic = await ask(clinicSettings())
  const reading = { role: actor.role, demo: clinic?.demo ?? false, sends: letters.sends }
  return letters.read(id, mayFollowLink(written.link, reading) ? 'shown' : 'kept')
}

const addressed = ({ name, address }: Letter['to']): string =>
  name ? `${name} <${address || 'no address'}>` : address || 'no address'

/** The text's paragraphs, the link's own line apart, so that it can be followed. */
function paragraphsOf({ text, link }: Letter) {
  return text
    .trim()
    .split('\n\n')
    .map((paragraph) => {
      const lines = paragraph.split('\n')
      const isLink = link !== null && lines.includes(link)
      return {
        lines: isLink ? lines.filter((line) => line !== link) : lines,
        ...(isLink ? { link } : {}),
      }
    })
}

function shownLetter(letter: Letter) {
  return {
    subject: letter.subject,
    from: addressed(letter.from),
    to: addressed(letter.to),
    paragraphs: paragraphsOf(letter),
  }
}

/** What became of it, newest first, by days of the clinic's calendar. */
async function historyOf({ stream, told, say, ask }: PageContext, id: string) {
  const zone = (await ask(clinicSettings()))?.zone ?? 'Etc/UTC'
  const events = (await stream(messageStream(id))).toReversed()
  const days = Map.groupBy(events, ({ at }) => dayOf(at, zone))
  return [...days].map(([day, all]) => ({
    day: weekday(day),
    entries: all.map((event) => {
      const { words, tone } = told(event)
      const said = (event.data as { readonly words?: string | null }).words
      return {
        time: say.time(event.at).text,
        tone,
        title: words,
        ...(said ? { remark: said } : {}),
      }
    }),
  }))
}

function factsOf({ say, letters }: PageContext, message: MessageRow) {
  const moment = (at: number) => say.moment(at).text
  const status = statusWords(message)
  const detail = detailOf(message, moment, letters?.sends ?? false)
  return [
    { title: 'State', text: status.text, ...(detail ? { remark: detail } : {}) },
    { title: 'Written', text: moment(message.writtenAt) },
    ...(message.tries > 0
      ? [{ title: 'Tries', text: message.tries === 1 ? 'One' : String(message.tries) }]
      : []),
  ]
}

/** States in which the address has to be looked at. */
const troubled: readonly string[] = ['refused', 'given-up', 'bounced', 'suppressed']

/** One message: what it says, how it stands, and what became of each try. */
export const messagePage: Page = {
  path: '/messages/:id',
  view: 'notices/message.njk',
  thing: 'message',
  by: { patient: 'own', receptionist: 'clinic', manager: 'clinic', admin: 'clinic' },
  async read(context) {
    const { params, ask, say, offers } = context
    const id = params['id'] ?? ''
    const message = await ask(messageById(id))
    if (!message) return undefined
    const letter = await letterOf(context, id)
    const record = await recordOf(context, message.person)
    const status = statusWords(message)
    return {
      title: letter?.subject || templateWords(message.template),
      back: { rel: 'messages', href: '/messages', title: 'Messages' },
      links: record ? [record] : [],
      offers: [
        ...(await offers(messageStream(id))),
        ...(troubled.includes(message.state)
          ? await offers(personStream(message.person), ['change-email', 'resend-confirmation'])
          : []),
      ],
      state: {
        id,
        state: message.state,
        template: message.template,
        kind: message.kind,
        tries: message.tries,
        written: say.moment(message.writtenAt),
        ...(letter ? { subject: letter.subject, text: letter.text, link: letter.link } : {}),
      },
      print: {
        facts: factsOf(context, message),
        status,
        letter: letter ? shownLetter(letter) : undefined,
        record,
        days: await historyOf(context, id),
      },
    }
  },
}
