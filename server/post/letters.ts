import type { Letter, Letters } from '#kernel/letter.ts'
import type { Store } from '#kernel/store.ts'
import { type ClinicSettings, clinicSettings, staffMember } from '#modules/clinic/published.ts'
import { messageStream, type SendMessage, writtenIn } from '#modules/notices/published.ts'
import { personById } from '#modules/people/published.ts'
import { createSay } from '#values/say.ts'
import { orderTold } from './order-told.ts'
import { plainText, subjectOf } from './plain-text.ts'

export type LettersParts = {
  readonly store: Pick<Store, 'query' | 'stream'>
  /** Renders a template of `views`. */
  render(template: string, data: object): string
  /** What a link carries for a label. */
  secretFor(label: string): string
  /** Where the outside sees this server. */
  readonly publicUrl: string
  readonly sends: boolean
}

/** The address of a link, with the secret that its label stands for. */
function hrefOf(
  { publicUrl, secretFor }: LettersParts,
  link: NonNullable<SendMessage['link']>,
): string {
  const href = new URL(link.path, publicUrl)
  if (link.secret !== '') href.searchParams.set('secret', secretFor(link.secret))
  return href.href
}

async function nameOf({ store }: LettersParts, id: string): Promise<string> {
  const person = await store.query(personById(id))
  return person?.name || ((await store.query(staffMember(id)))?.name ?? '')
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The names of everybody whom the facts speak of by their ids. */
async function namesIn(parts: LettersParts, facts: object): Promise<ReadonlyMap<string, string>> {
  const ids = Object.values(facts).filter((one) => typeof one === 'string' && uuid.test(one))
  const names = ids.map(async (id) => [id, await nameOf(parts, id)] as const)
  return new Map(await Promise.all(names))
}

/** Whom the clinic's mail comes from: the address that it was set up with, or one at this host. */
function senderOf({ publicUrl }: LettersParts, { name, sender }: ClinicSettings) {
  return { name, address: sender || `frontdesk@${new URL(publicUrl).hostname}` }
}

async function compose(
  parts: LettersParts,
  written: SendMessage,
  clinic: ClinicSettings,
  isShown: boolean,
): Promise<Letter> {
  const { person, template, to, facts, link } = written
  const [name, names] = [await nameOf(parts, person), await namesIn(parts, facts)]
  // What was said of a link that is kept back must still read as a sentence.
  const isKept = link !== null && link.secret !== '' && !isShown
  const href = link === null || isKept ? null : hrefOf(parts, link)
  const { zone, currency } = clinic
  const html = parts.render(`mail/${template}.njk`, {
    name,
    facts,
    order: await orderTold(parts.store, facts),
    link: href,
    hasLink: link !== null,
    clinic,
    say: createSay({ zone, currency, names: (id) => names.get(id) }),
  })
  return {
    from: senderOf(parts, clinic),
    to: { name, address: to },
    subject: subjectOf(html),
    text: plainText(html),
    html,
    link: href,
  }
}

/** Messages as mail, rendered when they are asked for: the secrets of links exist only then. */
export function openLetters(parts: LettersParts): Letters {
  return {
    sends: parts.sends,
    async read(message, link) {
      const written = writtenIn(await parts.store.stream(messageStream(message)))
      const clinic = await parts.store.query(clinicSettings())
      return written && clinic ? compose(parts, written, clinic, link === 'shown') : undefined
    },
  }
}
