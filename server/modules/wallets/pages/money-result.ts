import type { CommandView } from '#kernel/command.ts'
import { type Envelope, idOf } from '#kernel/event.ts'
import type { CommandResult } from '#kernel/intent.ts'
import type { PageContext } from '#kernel/page.ts'
import { personById } from '#modules/people/published.ts'
import type { WalletEvents } from '../events.ts'
import { walletOf } from '../published.ts'

type Names = { readonly given: string; money(minor: number): string }

function headingOf(event: Envelope<WalletEvents>, { given, money }: Names): string | undefined {
  switch (event.type) {
    case 'ApprovalRequested':
      return 'It is sent to a second person'
    case 'MoneyRefunded':
      return `${money(event.data.amount)} is back in ${given}’s wallet`
    case 'BalancePaidOut':
      return `${money(event.data.amount)} is paid out to ${given}`
    case 'GoodwillGiven':
      return `${money(event.data.amount)} is given to ${given}`
    case 'LedgerCorrected': {
      const { amount } = event.data
      const change = amount < 0 ? `${money(-amount)} less` : `${money(amount)} more`
      return `${given}’s wallet has ${change}`
    }
    default:
      return undefined
  }
}

/** What the page of a finished refund, pay-out, gift or correction says: how much, whose, and what is free now. */
export async function readMoneyResult(
  context: PageContext,
  command: CommandView,
): Promise<CommandResult> {
  const id = idOf(command.target)
  const events = (await context.eventsOf(command)) as readonly Envelope<WalletEvents>[]
  const wallet = await context.ask(walletOf(id))
  const { say } = context
  const given = (await context.ask(personById(id)))?.given || say.name(id)
  const names = { given, money: (minor: number) => say.money(minor).text }
  const asked = events.find(({ type }) => type === 'ApprovalRequested')
  const heading = events.map((event) => headingOf(event, names)).find((text) => text !== undefined)
  if (!heading || !wallet) return {}
  if (asked) {
    const { request, what, amount } = asked.data as {
      request: string
      what: string
      amount: number
    }
    return {
      heading,
      remark: `${what} of ${names.money(amount)} for ${given}. Nothing has moved yet.`,
      links: [{ rel: 'approval', href: `/approvals/${request}`, title: 'See what becomes of it' }],
    }
  }
  return { heading, remark: `${names.money(wallet.available)} is free to use now` }
}
