import { addMonths } from '#values/local-time.ts'
import type { Clockwork } from './clockwork.ts'
import type { Deed } from './deed.ts'

type Naming = {
  readonly at: number
  readonly person: string
  readonly proxy: string
  readonly wallet: boolean
}

/** Whom people let collect for them, for half a year from today; George's daughter looks after his wallet too. */
export function acting({ at, today }: Clockwork): readonly Deed[] {
  const until = addMonths(today, 6)
  const namings: readonly Naming[] = [
    { at: at(31, '11:15'), person: 'harold.finch', proxy: 'margaret.doyle', wallet: false },
    { at: at(24, '11:15'), person: 'edith.cole', proxy: 'gwen.parry', wallet: false },
    { at: at(9, '10:50'), person: 'george', proxy: 'judith', wallet: true },
  ]
  return namings.map(({ at: when, person, proxy, wallet }) => ({
    at: when,
    by: person,
    intent: 'name-proxy',
    on: person,
    ends: 'succeeded',
    data: (idOf) => ({
      proxy: idOf(proxy),
      name: '',
      phone: '',
      book: false,
      collect: true,
      wallet,
      until,
    }),
  }))
}
