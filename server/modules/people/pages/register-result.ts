import type { CommandView } from '#kernel/command.ts'
import { idOf } from '#kernel/event.ts'
import type { CommandResult } from '#kernel/intent.ts'
import type { PageContext } from '#kernel/page.ts'
import { walletStream } from '#modules/wallets/published.ts'
import { personById, personStream } from '../published.ts'

/** What the page of a `register-patient` command says: who is registered, or whose record looks alike. */
export async function readRegisterResult(
  context: PageContext,
  command: CommandView,
): Promise<CommandResult> {
  if (command.state === 'rejected') return lookalike(context, command)
  const id = idOf(command.target)
  const person = await context.ask(personById(id))
  if (command.state !== 'succeeded' || !person) return {}
  return {
    heading: `${person.name} is registered`,
    remark: 'Their wallet is open',
    links: [
      { rel: 'person', href: context.href(personStream(id)), title: `See ${person.name}` },
      ...(await context.offers(walletStream(id), ['top-up-wallet'])),
    ],
  }
}

async function lookalike(context: PageContext, { outcome }: CommandView): Promise<CommandResult> {
  const like = outcome.facts?.['like']
  if (typeof like !== 'string') return {}
  const person = await context.ask(personById(like))
  const title = `Use the record of ${person?.name || 'that person'}`
  return { links: [{ rel: 'person', href: context.href(personStream(like)), title }] }
}
