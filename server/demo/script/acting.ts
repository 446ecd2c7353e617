import { addMonths } from '#values/local-time.ts'
import type { Clockwork } from './clockwork.ts'
import type { Deed } from './deed.ts'

/** George lets his daughter collect what he ordered and look after his wallet, for half a year. */
export function acting({ at, today }: Clockwork): readonly Deed[] {
  const until = addMonths(today, 6)
  const left = { book: false, collect: true, wallet: true }
  return [
    {
      at: at(9, '10:50'),
      by: 'george',
      intent: 'name-proxy',
      on: 'george',
      ends: 'succeeded',
      data: (idOf) => ({ proxy: idOf('judith'), name: '', phone: '', ...left, until }),
    },
  ]
}
