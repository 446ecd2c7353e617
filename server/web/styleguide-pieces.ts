export const money = (minor: number) => ({
  minor,
  currency: 'GBP',
  text: `£${(minor / 100).toFixed(2)}`,
})

export const kinds = [
  { kind: 'fill', title: 'Check in', says: 'One a view: the next thing' },
  { kind: 'soft', title: 'Show in', says: 'The task of a row' },
  { kind: 'line', title: 'Add walk-in', says: 'Beside the main one' },
  { kind: 'bare', title: 'Finish visit', says: 'Later, or quiet' },
  { kind: 'bad', title: 'Cancel visit', says: 'Takes something away' },
]

export const states = [
  { shape: 'ring', text: 'Booked' },
  { shape: 'ring', text: 'Next, in 8 min', tone: 'act' },
  { shape: 'half', text: 'Waiting', strong: '3 min' },
  { shape: 'half', text: 'Waiting', strong: '18 min', tone: 'wait', tint: true },
  { shape: 'disc', text: 'In since', strong: '09:33', tone: 'act' },
  { shape: 'tick', text: 'Done 08:22' },
  { shape: 'barred', text: 'Missed', tone: 'bad' },
  { shape: 'clock', text: 'Ready', strong: '6 days', tone: 'wait', tint: true },
  { shape: 'cross', text: 'Not reserved', tone: 'bad', tint: true },
]

export const notes = [
  { tone: 'bad', heading: 'Not ordered: £3.20 short', text: 'What, why, and a way on' },
  { tone: 'wait', heading: 'It is less than 24 hours away', text: 'Asked before, not told after' },
  {
    tone: 'info',
    heading: 'You can leave this page',
    text: 'Says what goes on without you',
    reference: '7K2M-94QD',
    link: { href: '/styleguide', title: 'Look again now' },
  },
  { tone: 'good', heading: 'Your order is confirmed', text: 'Order 1048' },
]

export const steps = [
  { state: 'done', title: 'Prices checked', remark: '£25.25, as agreed', at: '09:53:04' },
  { state: 'under-way', title: 'Holding £25.25 in Maria’s wallet', remark: 'Under way' },
  {
    state: 'failed',
    title: 'Reserving stock',
    remark: 'Says what was tried, and the answer',
    at: '09:31:46',
  },
  { state: 'not-begun', title: 'Confirming' },
]

export const wallet = [
  { part: 'free', title: 'Free', amount: money(4305) },
  { part: 'held', title: 'Held', amount: money(4200) },
  { part: 'taken', title: 'Taken', amount: money(6495) },
]

// The exclamation mark in Code 128: start, the letter, its check, stop. Each second width is a gap.
const widths = [2, 1, 1, 2, 1, 4, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 2, 1, 2, 3, 3, 1, 1, 1, 2]

export const barcode = {
  width: 66,
  bars: widths.flatMap((width, index) =>
    index % 2 === 0
      ? [{ x: 10 + widths.slice(0, index).reduce((sum, one) => sum + one, 0), width }]
      : [],
  ),
}
