import type { CommandView } from '#kernel/command.ts'
import { type Envelope, idOf } from '#kernel/event.ts'
import type { CommandResult } from '#kernel/intent.ts'
import type { PageContext } from '#kernel/page.ts'
import type { WalletEvents } from '../events.ts'
import { type OnlineTopUpRow, onlineTopUp } from '../projections/online-top-ups.ts'
import { walletOf } from '../published.ts'
import { notToldYet } from './online-words.ts'
import { type Recorded, receiptHref } from './receipt-page.ts'

function waiting(context: PageContext, { id, amount, startedAt }: OnlineTopUpRow): CommandResult {
  const bank = context.payments
  const title = `Pay ${context.say.money(amount).text} at the bank`
  const pay = bank && { rel: 'pay', href: bank.href({ id, amount }, `/commands/${id}`), title }
  return {
    heading: title,
    remark: 'The money is in the wallet once the bank tells us',
    waiting: notToldYet(context, startedAt),
    ...(pay ? { links: [pay], panels: { pay, bank: bank.title } } : {}),
  }
}

/** What the page of a `top-up-online` says: where to pay, or what the bank said. */
export async function readOnlineResult(
  context: PageContext,
  command: CommandView,
): Promise<CommandResult> {
  const topUp = await context.ask(onlineTopUp(command.id))
  if (!topUp) return {}
  if (topUp.status === 'waiting') return waiting(context, topUp)
  const wallet = await context.ask(walletOf(topUp.person))
  if (topUp.status === 'failed' || !wallet) return {}
  const events = (await context.stream(command.target)) as readonly Envelope<WalletEvents>[]
  const done = events.find(
    (event): event is Recorded =>
      event.type === 'TopUpRecorded' && event.data.reference === topUp.id,
  )
  const { say, actor } = context
  const whose = actor.id === idOf(command.target) ? 'your' : 'the'
  return {
    heading: `${say.money(topUp.amount).text} is in ${whose} wallet`,
    remark: `${say.money(wallet.available).text} is free to use now`,
    links: done ? [{ rel: 'receipt', href: receiptHref(done), title: 'Print the receipt' }] : [],
  }
}
