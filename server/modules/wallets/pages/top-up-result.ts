import type { CommandView } from '#kernel/command.ts'
import { type Envelope, idOf } from '#kernel/event.ts'
import type { CommandResult } from '#kernel/intent.ts'
import type { PageContext } from '#kernel/page.ts'
import { personById } from '#modules/people/published.ts'
import type { WalletEvents } from '../events.ts'
import { walletOf } from '../published.ts'
import { receiptHref } from './receipt-page.ts'

/** What the page of a finished `top-up-wallet` says: how much, whose, and what is free now. */
export async function readTopUpResult(
  context: PageContext,
  command: CommandView,
): Promise<CommandResult> {
  const id = idOf(command.target)
  const [done] = (await context.eventsOf(command)) as readonly Envelope<WalletEvents>[]
  const wallet = await context.ask(walletOf(id))
  if (done?.type !== 'TopUpRecorded' || !wallet) return {}
  const { say } = context
  const given = (await context.ask(personById(id)))?.given || say.name(id)
  return {
    heading: `${say.money(done.data.amount).text} is in ${given}’s wallet`,
    remark: `${say.money(wallet.available).text} is free to use now`,
    links: [{ rel: 'receipt', href: receiptHref(done), title: 'Print the receipt' }],
  }
}
