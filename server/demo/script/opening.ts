import { colleagues, founder, oldList } from './cast.ts'
import { type Clockwork, firstDay } from './clockwork.ts'
import type { Deed } from './deed.ts'

const harbourLane = {
  name: 'Harbour Lane Clinic',
  shortName: 'Harbour Lane',
  zone: 'Europe/London',
  currency: 'GBP',
  country: 'GB',
  phone: '01632 960140',
  hours: 'Mon to Fri 08:00–18:30, Sat 09:00–13:00',
  closedDays: ['01-01', '12-25', '12-26'],
  sender: 'desk@harbourlane.example.org',
  firstAdmin: '',
  demo: true,
}

/** Sets the clinic up and takes on its staff; the admin comes first and takes over the list of the others. */
export function opening({ at }: Clockwork): readonly Deed[] {
  const founding: Deed = {
    at: at(firstDay, '08:00'),
    by: founder,
    intent: 'set-up-clinic',
    ends: 'succeeded',
    data: () => harbourLane,
  }
  const joining = colleagues.map(({ key, ...colleague }, index): Deed => {
    const by = index === 0 ? founder : oldList
    const time = index === 0 ? '08:02' : '08:06'
    const ends = 'succeeded'
    return {
      at: at(firstDay, time),
      by,
      intent: 'add-staff',
      makes: key,
      ends,
      data: () => colleague,
    }
  })
  return [founding, ...joining]
}
