import type { Envelope } from '#kernel/event.ts'
import type { PageContext } from '#kernel/page.ts'
import type { Say } from '#kernel/words.ts'
import { accountTitles } from '#modules/wallets/published.ts'
import { settledEffects } from '../effects.ts'
import type { CaseEvents } from '../events.ts'
import { wordsOfOutside } from '../settling.ts'
import { endsIn, processBefore, standstillOf, wordsOfStep } from './rehearsed.ts'

const titles: Readonly<Record<string, string>> = accountTitles

/** Every posting that would be written, as a table; nothing where no money moves. */
function postingsTable(events: readonly Envelope[], say: Say) {
  const postings = settledEffects(events).flatMap((effect) => effect.postings)
  if (postings.length === 0) return undefined
  const amount = (minor: number) => (minor > 0 ? say.money(minor).text : '')
  return {
    caption: 'Postings, exactly as they will be written',
    narrow: true,
    plain: true,
    columns: [
      { title: 'Account', kind: 'text' },
      { title: 'Debit', kind: 'number' },
      { title: 'Credit', kind: 'number' },
    ],
    groups: [
      {
        rows: postings.map(([account, debit, credit]) => ({
          cells: [
            { text: titles[account] ?? account },
            { text: amount(debit) },
            { text: amount(credit) },
          ],
        })),
      },
    ],
  }
}

/** The state of `help-desk/settle-check.njk`: what would be done, posting by posting and move by move. */
export async function readSettleCheck(context: PageContext, events: readonly Envelope[]) {
  const settled = (events as readonly (Envelope & CaseEvents)[]).find(
    ({ type }) => type === 'StepSettledByHand',
  )
  if (settled?.type !== 'StepSettledByHand') return {}
  const { process: stream, title, done, evidence, reference } = settled.data
  const before = await processBefore(context, stream)
  const steps = [...new Set(settledEffects(events).map(({ step }) => step))]
  return {
    title,
    what: before?.row.title ?? '',
    said: [
      { title: 'How it is settled', text: title },
      { title: 'Outside', text: wordsOfOutside(done) },
      { title: 'What exactly', text: evidence },
      ...(reference ? [{ title: 'Reference', text: reference }] : []),
    ],
    moves: steps.map((step) => wordsOfStep(context, events, `${stream}/${step}`)),
    postings: postingsTable(events, context.say),
    standstill: endsIn(events, stream) ? undefined : standstillOf(events, stream),
  }
}
