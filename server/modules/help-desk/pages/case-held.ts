import type { PageContext } from '#kernel/page.ts'
import { openHolds, walletOf } from '#modules/wallets/published.ts'
import type { CaseRow } from '../projections/case-queries.ts'
import type { KnownProcess } from './known-process.ts'

/** What is held in the wallet for the process of a case, and what is free beside it. */
async function moneyHeld(context: PageContext, { person }: CaseRow, process: string) {
  if (!person) return undefined
  const { say } = context
  const wallet = await context.ask(walletOf(person))
  if (!wallet) return undefined
  const holds = await context.ask(openHolds(person))
  const held = holds
    .filter((one) => one.forId === process)
    .reduce((sum, { amount }) => sum + amount, 0)
  return {
    held: say.money(held),
    bar: [
      { part: 'free', title: 'Free in the wallet', amount: say.money(wallet.available) },
      { part: 'held', title: 'Held for this', amount: say.money(held) },
    ],
  }
}

/** What stands on the shelf for it: steps that set something aside, as they are worded, and were not undone. */
function stockHeld({ told, steps }: KnownProcess): readonly string[] {
  const aside = told.life.steps
    .filter(({ intent, state }) => intent === 'reserve-stock' && state === 'succeeded')
    .map(({ step }) => step)
  return steps.filter(({ step }) => aside.includes(step)).map(({ title }) => title)
}

/** How long it has been waiting, in words: "2 days", "3 hours", "5 minutes". */
export function lasting(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000))
  const [count, unit] =
    minutes >= 2_880
      ? [Math.floor(minutes / 1_440), 'day']
      : minutes >= 120
        ? [Math.floor(minutes / 60), 'hour']
        : [minutes, 'minute']
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`
}

/** What a process that has not ended holds right now: money, stock, and somebody’s time. */
export async function heldNow(context: PageContext, one: CaseRow, known: KnownProcess | undefined) {
  if (!known || known.told.life.ended !== null) return undefined
  const money = await moneyHeld(context, one, known.row.id)
  return {
    ...money,
    stock: stockHeld(known),
    waiting: lasting(context.at - one.openedAt),
  }
}
