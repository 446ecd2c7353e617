import type { DataOf, Envelope } from '#kernel/event.ts'
import { streamOf } from '#kernel/event.ts'
import type { Page } from '#kernel/page.ts'
import type { QuoteEvents } from '../events/quote-events.ts'
import { taxParts } from '../rules/line-sums.ts'
import { basketWith } from './denial-ways.ts'

/** What a quote's events say of it, or nothing where there is none. */
export function quoteIn(
  events: readonly Envelope[],
): DataOf<QuoteEvents, 'BasketQuoted'> | undefined {
  const found = events as readonly Envelope<QuoteEvents>[]
  return found[0]?.data
}

const by = { patient: 'own', receptionist: 'clinic' } as const

/** Where quotes are asked for. They are kept with whoever asked, and listed nowhere: they end so soon. */
export const quotesPage: Page = {
  path: '/quotes',
  view: 'dispensary/quotes.njk',
  by,
  creates: 'quote',
  read: async (context) => ({
    title: 'What would it cost?',
    state: {},
    offers: await context.offersToCreate('quote', {}),
    links: [{ rel: 'catalogue', href: '/catalogue', title: 'What can be ordered' }],
  }),
}

/** One quote: its lines, what they come to, until when, and the order to place. */
export const quotePage: Page = {
  path: '/quotes/:id',
  view: 'dispensary/quote.njk',
  by: { ...by, 'proxy-book': 'own' },
  thing: 'quote',
  async read(context) {
    const { say, at } = context
    const quoted = quoteIn(await context.stream(streamOf('quote', context.params['id'] ?? '')))
    if (!quoted) return undefined
    const { patient, lines, total, until } = quoted
    const isOver = at > until
    const words = {
      title: isOver ? 'Order it at today’s price' : 'Order it at this price',
      remark: 'You see the total first',
    }
    const money = say.money(total)
    return {
      title: isOver ? 'This quote has ended' : `It costs ${money.text}`,
      back: { rel: 'quotes', href: '/quotes', title: 'What would it cost?' },
      state: { patient, total: money, until: say.moment(until) },
      print: {
        isOver,
        ends: say.time(until).text,
        ordered: {
          rows: lines.map(({ quantity, name, price }) => ({
            title: `${quantity} ${name}`,
            text: say.money(price * quantity).text,
          })),
          total: { title: 'Total', text: money.text },
          tax: taxParts(lines).map(({ rate, tax }) => ({ rate, part: say.money(tax) })),
        },
        ways: [
          ...(await basketWith(context, patient, lines, words)),
          ...(await context.offersToCreate('quote', { patient })),
        ],
      },
    }
  },
}
