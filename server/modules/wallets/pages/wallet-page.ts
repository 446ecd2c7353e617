import { streamOf } from '#kernel/event.ts'
import type { Page, PageContext } from '#kernel/page.ts'
import { approvalsOf } from '#modules/approvals/published.ts'
import { personById, personStream } from '#modules/people/published.ts'
import { type HoldRow, openHolds, type WalletRow, walletOf, walletStream } from '../published.ts'
import { linesOf } from '../statement-lines.ts'
import { type Purposes, purposesOf, wordsOf } from './line-words.ts'
import { atTheBank } from './online-words.ts'
import { holdsTable, movesTable, ownMovesTable } from './wallet-tables.ts'

/** How many movements the page shows; the statement has them all. */
const shown = 12

function holdsIn(
  context: PageContext,
  person: string,
  holds: readonly HoldRow[],
  purposes: Purposes,
) {
  return holds.map(({ hold, amount, forKind, forId, at, expires }) => {
    const { title, remark, href } = purposes({ kind: forKind, id: forId })
    return {
      hold,
      amount: context.say.money(amount),
      for: { kind: forKind, id: forId, title, remark },
      href: href ?? context.href(streamOf('wallet', person)),
      since: context.say.moment(at),
      ...(expires === null ? {} : { until: context.say.moment(expires) }),
    }
  })
}

function balances({ say }: PageContext, wallet: WalletRow) {
  return {
    available: say.money(wallet.available),
    held: say.money(wallet.held),
    taken: say.money(wallet.taken),
    paidIn: say.money(wallet.paidIn),
    paidOut: say.money(wallet.paidOut),
    given: say.money(wallet.given),
    cameIn: say.money(wallet.paidIn + wallet.given),
    gift: say.money(wallet.gift),
  }
}

type Balances = ReturnType<typeof balances>

function pictured({ available, held, taken, cameIn, paidOut, given }: Balances) {
  const parts = [
    { part: 'free', title: 'Free to use', amount: available },
    { part: 'held', title: 'Held', amount: held },
    { part: 'taken', title: 'Taken', amount: taken },
  ]
  const out = paidOut.minor > 0 ? [{ title: 'Paid out again', text: paidOut.text }] : []
  const gave = given.minor > 0 ? [{ title: 'Given by the clinic', text: given.text }] : []
  return {
    bar: parts,
    rows: [
      ...parts.map(({ part, title, amount }) => ({ title, text: amount.text, dot: part })),
      ...out,
      ...gave,
    ],
    total: { title: given.minor > 0 ? 'Paid in and given' : 'Paid in', text: cameIn.text },
  }
}

/** What is asked for this wallet and waits for a second person. */
async function requestsAbout(context: PageContext, person: string) {
  const { say } = context
  const open = await context.ask(approvalsOf(walletStream(person)))
  return open.map(({ request, what, amount, reason, askedBy, askedAt }) => ({
    href: `/approvals/${request}`,
    what: `${what} of ${say.money(amount).text}`,
    reason,
    asked: `${say.name(askedBy)}, ${say.moment(askedAt).text}`,
  }))
}

/** A person's wallet: what is free and held, what for, and what moved last. */
export const walletPage: Page = {
  path: '/wallets/:id',
  view: 'wallets/wallet.njk',
  thing: 'wallet',
  foretoldBy: 'registration',
  by: {
    patient: 'own',
    'proxy-wallet': 'own',
    receptionist: 'clinic',
    dispenser: 'clinic',
    manager: 'clinic',
  },
  async read(context) {
    const { params, actor, say } = context
    const id = params['id'] ?? ''
    const [wallet, person] = [await context.ask(walletOf(id)), await context.ask(personById(id))]
    if (!wallet) return undefined
    const own = actor.id === id
    const name = person?.name || 'erased'
    const lines = linesOf(await context.stream(walletStream(id)))
      .toReversed()
      .slice(0, shown)
    const open = await context.ask(openHolds(id))
    const purposes = await purposesOf(context, [
      ...open.map(({ forKind, forId }) => ({ kind: forKind, id: forId })),
      ...lines.map((line) => line.for),
    ])
    const holds = holdsIn(context, id, open, purposes)
    const amounts = balances(context, wallet)
    const offers = await context.offers(walletStream(id))
    const waiting = own ? [] : await requestsAbout(context, id)
    const bank = await atTheBank(context, id)
    const books = { rel: 'postings', href: `/ledger/postings?wallet=${id}`, title: 'In the books' }
    const home = { rel: 'person', href: context.href(personStream(id)), title: name }
    const statement = { rel: 'statement', href: `/wallets/${id}/statement`, title: 'Statement' }
    return {
      title: own ? 'Your wallet' : `${person?.given || name}’s wallet`,
      back: own ? { rel: 'home', href: '/', title: 'Home' } : home,
      links: [...(own ? [] : [home, books]), statement],
      offers,
      state: { person: id, status: wallet.status, ...amounts },
      embedded: {
        holds,
        ...(waiting.length > 0 ? { requests: waiting } : {}),
        ...(bank.length > 0 ? { topUps: bank } : {}),
        movements: lines.map((line) => ({
          href: context.told(line.event).why,
          at: say.moment(line.event.at),
          what: wordsOf(line, say, purposes).what,
          moved: say.money(line.moved),
          reserved: say.money(line.reserved),
          available: say.money(line.available),
          held: say.money(line.held),
        })),
      },
      print: {
        own,
        statement,
        waiting,
        bank,
        // What is asked for is decided where it is told in full.
        tasks: offers.filter(({ rel }) => !rel.endsWith('-wallet-request')),
        picture: pictured(amounts),
        holdsTable: holdsTable(holds),
        moves: (own ? ownMovesTable : movesTable)(context, lines, purposes),
      },
    }
  },
}
