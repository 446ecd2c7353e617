import type { CommandView } from '#kernel/command.ts'
import { idOf } from '#kernel/event.ts'
import type { CommandResult, ResultReader } from '#kernel/intent.ts'
import type { PageContext } from '#kernel/page.ts'
import { lotHref } from './lot-links.ts'

/** Leads from a recall to the list of whoever got the lot. */
export const recallResult: ResultReader = {
  async read({ eventsOf }: PageContext, command: CommandView): Promise<CommandResult> {
    const events = await eventsOf(command)
    const recalled = events.find(({ type }) => type === 'LotRecalled')
    if (!recalled) return {}
    const { lot } = recalled.data as { lot: string }
    const href = lotHref(idOf(command.target), lot)
    return {
      heading: `Lot ${lot} is recalled`,
      remark: 'Nothing of it is picked or handed out any more.',
      links: [{ rel: 'lot', href, title: 'Who got it' }],
    }
  },
}
