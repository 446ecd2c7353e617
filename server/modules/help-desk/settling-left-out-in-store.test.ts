import { deepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { booksHold, endOf, moneyOf, nora, shelfOf, stateOf } from '../../testing/bench.ts'
import { atTheDesk, openCase, recalledMeanwhile } from '../../testing/recalled-meanwhile.ts'
import type { World } from '../../testing/world.ts'
import { settledEffects } from './effects.ts'

for (const [settlement, later, money, shelf] of [
  ['given-from-wallet', 'release-stock', [3010, 0, 1990], [3, 1]],
  ['given-from-wallet', 'take-held-money', [3010, 0, 1990], [3, 1]],
  ['given-from-wallet', 'finish-hand-over', [3010, 0, 1990], [3, 1]],
  ['given-paid-outside', 'release-held-money', [5000, 0, 0], [3, 1]],
  ['nothing-given', 'take-held-money', [5000, 0, 0], [5, 1]],
] as const) {
  test(`with a line left out and stuck at ${later} it is settled by hand: ${settlement}`, async () => {
    const { world, broken } = await recalledMeanwhile(later)
    broken.at = ''
    const said = {
      settlement,
      done: 'handed over',
      evidence: 'They took the tape with them.',
      reference: '',
      ask: false,
      effects: null,
    }
    deepStrictEqual(await settled(world, said), 'succeeded')
    deepStrictEqual([await stateOf(world), await endOf(world)], ['settled', 'resolved-by-hand'])
    deepStrictEqual(await moneyOf(world), money)
    deepStrictEqual(await shelfOf(world), shelf)
    await booksHold(world)
  })
}

/** Looks at what it would do, as the form has it done, and accepts that. */
async function settled(world: World, data: object) {
  const target = await openCase(world)
  const looked = await world.store.rehearse({
    id: '01900000-0000-7000-8000-000000009999',
    intent: 'settle-by-hand',
    target,
    actor: nora,
    data,
  })
  const effects = looked.kind === 'events' ? settledEffects(looked.events) : []
  return atTheDesk(world, 'settle-by-hand', { ...data, effects })
}
