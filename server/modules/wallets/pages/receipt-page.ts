import { type Envelope, idOf } from '#kernel/event.ts'
import type { Page } from '#kernel/page.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { personById } from '#modules/people/published.ts'
import type { Method, WalletEvents } from '../events.ts'
import { walletStream } from '../published.ts'

export type Recorded = Envelope<Extract<WalletEvents, { type: 'TopUpRecorded' }>>

const paidBy: Readonly<Record<Method, string>> = {
  cash: 'In cash',
  card: 'By card',
  transfer: 'By bank transfer',
  online: 'Online',
}

/** Where the receipt of a top-up is: by the number of its event in the wallet. */
export function receiptHref({ stream, version }: Pick<Envelope, 'stream' | 'version'>): string {
  return `/wallets/${idOf(stream)}/receipts/${version}`
}

/** What somebody gets in the hand who paid in: a page to print. */
export const receiptPage: Page = {
  path: '/wallets/:id/receipts/:number',
  view: 'wallets/receipt.njk',
  by: { patient: 'own', 'proxy-wallet': 'own', receptionist: 'clinic', manager: 'clinic' },
  thing: 'wallet',
  async read(context) {
    const { params, say, actor } = context
    const id = params['id'] ?? ''
    const events = (await context.stream(walletStream(id))) as readonly Envelope<WalletEvents>[]
    const paid = events.find(({ version }) => String(version) === params['number'])
    const [clinic, person] = [
      await context.ask(clinicSettings()),
      await context.ask(personById(id)),
    ]
    if (paid?.type !== 'TopUpRecorded' || !clinic) return undefined
    const { amount, method, reference } = paid.data
    const name = person?.name || 'erased'
    const title = actor.id === id ? 'Your wallet' : `${person?.given || name}’s wallet`
    return {
      title: `Receipt ${paid.version}`,
      back: { rel: 'wallet', href: context.href(walletStream(id)), title },
      state: { amount: say.money(amount), method, reference, at: say.moment(paid.at) },
      print: {
        lead: `${say.money(amount).text} paid into a wallet`,
        rows: [
          { title: 'For', text: name },
          { title: 'Paid', text: paidBy[method] },
          { title: 'On', text: say.moment(paid.at).text },
          ...(reference ? [{ title: 'Reference', text: reference }] : []),
          { title: 'Recorded by', text: method === 'online' ? 'the bank' : say.name(paid.actor) },
        ],
        total: { title: 'Received, with thanks', text: say.money(amount).text },
        demo: clinic.demo,
      },
    }
  },
}
