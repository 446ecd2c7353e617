import type { Envelope } from '#kernel/event.ts'
import type { Page } from '#kernel/page.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import type { TillEvents } from '../till-events.ts'
import { tillStream } from '../till-queries.ts'
import { countsTable } from './till-tables.ts'

type Closed = Envelope<Extract<TillEvents, { type: 'TillClosed' }>>

/** One closing of the till, as a slip to print and sign. */
export const tillClosingPage: Page = {
  path: '/till/closings/:number',
  view: 'wallets/till-closing.njk',
  by: { receptionist: 'clinic', manager: 'clinic' },
  async read(context) {
    const { params, say } = context
    const events = (await context.stream(tillStream)) as readonly Envelope<TillEvents>[]
    const closed = events.find(
      (event): event is Closed =>
        event.type === 'TillClosed' && String(event.data.number) === params['number'],
    )
    const clinic = await context.ask(clinicSettings())
    if (!closed || !clinic) return undefined
    const { number, float, counted, left, explanation, difference } = closed.data
    return {
      title: `Closing ${number} of the till`,
      back: { rel: 'till', href: '/till', title: 'The till' },
      links: [
        { rel: 'command', href: `/commands/${closed.command}`, title: 'The command behind it' },
      ],
      state: {
        number,
        at: say.moment(closed.at),
        by: say.name(closed.actor),
        explanation,
        difference: {
          cash: say.money(difference.cash),
          card: say.money(difference.card),
          transfer: say.money(difference.transfer),
        },
      },
      print: {
        lead: `${say.moment(closed.at).text}, by ${say.name(closed.actor)}`,
        rows: countsTable(context, closed.data),
        cash: {
          rows: [
            { title: 'Change it began with', text: say.money(float).text },
            { title: 'Cash counted', text: say.money(counted.cash).text },
            { title: 'Left in the drawer', text: say.money(left).text },
          ],
          total: { title: 'To the bank, in cash', text: say.money(counted.cash - left).text },
        },
        demo: clinic.demo,
        why: { href: `/commands/${closed.command}`, title: 'The command behind it' },
      },
    }
  },
}
