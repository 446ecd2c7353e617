import { type CommandView, isFinal } from '#kernel/command.ts'
import { idOf } from '#kernel/event.ts'
import type { CommandResult } from '#kernel/intent.ts'
import type { PageContext } from '#kernel/page.ts'
import { walletStream } from '#modules/wallets/published.ts'
import { longDay } from '#values/local-time.ts'
import { mailAddressOf, personById, personStream, registrationStream } from '../published.ts'
import { registrationStanding } from '../registration-standing.ts'
import { standingWords } from '../registration-words.ts'

/** What the page of a `register-patient` command says: where it stands, or whose record looks alike. */
export async function readRegisterResult(
  context: PageContext,
  command: CommandView,
): Promise<CommandResult> {
  if (command.state === 'rejected') return lookalike(context, command)
  if (command.state === 'failed') return {}
  const id = idOf(command.target)
  return isFinal(command.state) ? registered(context, id) : underWay(context, id)
}

// A remark is a clause, which the page ends.
const unended = (text: string) => text.replace(/[.]$/, '')

async function wordsNow(context: PageContext, id: string) {
  const standing = await registrationStanding(context, id)
  const isConfirmed = (await context.ask(mailAddressOf(id)))?.isConfirmed ?? false
  const isOwn = context.actor.role === 'visitor' || context.actor.id === id
  return standing && { isOwn, ...standingWords(standing, { isOwn, isConfirmed }, context.say) }
}

function registrationLink(context: PageContext, id: string) {
  const href = context.href(registrationStream(id))
  return { rel: 'registration', href, title: 'How far the registration came' }
}

async function underWay(context: PageContext, id: string): Promise<CommandResult> {
  const words = await wordsNow(context, id)
  if (!words) return {}
  const { heading, text } = words
  return {
    heading,
    remark: unended(text),
    links: [registrationLink(context, id)],
  }
}

async function registered(context: PageContext, id: string): Promise<CommandResult> {
  const person = await context.ask(personById(id))
  const words = await wordsNow(context, id)
  if (!person) return {}
  const name = person.name || 'Somebody erased'
  return {
    heading: words?.isOwn ? words.heading : `${name} is registered`,
    remark: words ? unended(words.text) : 'Their wallet is open',
    links: [
      { rel: 'person', href: context.href(personStream(id)), title: `See ${name}` },
      ...(await context.offers(walletStream(id), ['top-up-wallet'])),
      registrationLink(context, id),
    ],
  }
}

const signInLink = {
  rel: 'sign-in',
  href: '/sign-in/mail',
  title: 'Have a sign-in link mailed to you',
}

async function lookalike(context: PageContext, { outcome }: CommandView): Promise<CommandResult> {
  if (outcome.code === 'perhaps-known') return { links: [signInLink] }
  const like = outcome.facts?.['like']
  if (typeof like !== 'string') return {}
  const person = await context.ask(personById(like))
  const born = person?.dob ? `born ${longDay(person.dob)}` : ''
  const title = `Use the record of ${person?.name || 'that person'}`
  const link = { rel: 'person', href: context.href(personStream(like)), title }
  return { links: [born ? { ...link, remark: born } : link] }
}
