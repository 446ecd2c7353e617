import type { CommandView } from '#kernel/command.ts'
import { idOf } from '#kernel/event.ts'
import type { CommandResult, ResultReader } from '#kernel/intent.ts'
import type { Link, PageContext } from '#kernel/page.ts'
import { bagsWith } from '../projections/shelf-queries.ts'
import { backToBenchHref, lotHref } from './lot-links.ts'

/** The orders that lie ready with a lot, each leading to where it is put back on the bench. */
async function backToPreparing(
  context: PageContext,
  item: string,
  lot: string,
): Promise<readonly Link[]> {
  const bags = await context.ask(bagsWith(item, lot))
  return bags
    .filter(({ state }) => state === 'ready')
    .map(({ order, number }) => ({
      rel: 'put-back-preparation',
      href: backToBenchHref(context, order),
      title: `Order ${number ?? ''} lies ready with it: put it back on the bench`,
    }))
}

/** Leads from a recall to the orders that lie ready with the lot, and to the list of whoever got the lot. */
export const recallResult: ResultReader = {
  async read(context: PageContext, command: CommandView): Promise<CommandResult> {
    const events = await context.eventsOf(command)
    const recalled = events.find(({ type }) => type === 'LotRecalled')
    if (!recalled) return {}
    const { lot } = recalled.data as { lot: string }
    const item = idOf(command.target)
    const href = lotHref(item, lot)
    const back = await backToPreparing(context, item, lot)
    return {
      heading: `Lot ${lot} is recalled`,
      remark:
        back.length > 0
          ? 'Nothing of it is picked or handed out any more. Orders that lie ready with it have to be prepared again.'
          : 'Nothing of it is picked or handed out any more.',
      links: [{ rel: 'lot', href, title: 'Who got it' }, ...back],
    }
  },
}
