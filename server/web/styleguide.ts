import { basket, registration } from '#web/styleguide-forms.ts'
import { ledger, timeline, visits } from '#web/styleguide-lists.ts'

const money = (minor: number) => ({
  minor,
  currency: 'GBP',
  text: `£${(minor / 100).toFixed(2)}`,
})

const kinds = [
  { kind: 'fill', title: 'Check in', says: 'One a view: the next thing' },
  { kind: 'soft', title: 'Show in', says: 'The task of a row' },
  { kind: 'line', title: 'Add walk-in', says: 'Beside the main one' },
  { kind: 'bare', title: 'Finish visit', says: 'Later, or quiet' },
  { kind: 'bad', title: 'Cancel visit', says: 'Takes something away' },
]

const states = [
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

const notes = [
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

const steps = [
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

const wallet = [
  { part: 'free', title: 'Free', amount: money(4305) },
  { part: 'held', title: 'Held', amount: money(4200) },
  { part: 'taken', title: 'Taken', amount: money(6495) },
]

/** Everything the style guide shows, and the frame around it: data as any page hands it in. */
export const styleguide = {
  page: {
    title: 'The pieces',
    heading: 'The pieces',
    lead: 'Every macro in every state, in both themes where it matters.',
  },
  viewer: { name: 'Sam Pell', role: 'receptionist', roleTitle: 'receptionist', kind: 'staff' },
  clinic: {
    name: 'Harbour Lane Clinic',
    shortName: 'Harbour Lane',
    place: 'Fenwick-on-Sea',
    phone: '01632 960 140',
    hours: 'Mon to Fri 08:00–18:30, Sat 09:00–13:00',
  },
  demo: {
    clock: '09:52',
    date: 'Mon 23 Nov',
    running: true,
    faster: false,
    controls: [
      { action: 'pause', title: 'Pause' },
      { action: 'faster', title: 'Faster' },
    ],
    seats: [
      { seat: 'sam', name: 'Sam', roleTitle: 'receptionist', current: true },
      { seat: 'maria', name: 'Maria', roleTitle: 'patient', current: false },
      { seat: 'kofi', name: 'Kofi', roleTitle: 'dispenser', current: false },
      { seat: 'leila', name: 'Leila', roleTitle: 'physio', current: false },
      { seat: 'nora', name: 'Nora', roleTitle: 'manager', current: false },
      { seat: 'ada', name: 'Ada', roleTitle: 'admin', current: false },
    ],
  },
  nav: [
    { href: '/', title: 'Today', current: false },
    { href: '/orders', title: 'Orders', current: false },
    { href: '/cases', title: 'Help desk', current: false, count: 1 },
    { href: '/styleguide', title: 'Pieces', current: true },
  ],
  search: { action: '/searches' },
  path: '/styleguide',
  kinds,
  states,
  notes,
  steps,
  wallet,
  timeline,
  visits,
  ledger,
  registration,
  basket,
  short: [
    { part: 'free', title: 'Free', amount: money(1630) },
    { part: 'short', title: 'Short', amount: money(320) },
  ],
  refusal: {
    id: 'refused',
    heading: 'Not ordered: £3.20 short',
    text: '£19.50 is needed, £16.30 is free in Aisha’s wallet. Nothing was charged and nothing is held.',
  },
  why: {
    rows: [
      { title: '1 pair of support socks, M', text: '£19.50' },
      { title: 'Free in Aisha’s wallet', text: '£16.30', quiet: true },
    ],
    total: { title: 'Short', text: '£3.20', tone: 'bad' },
  },
  outcomes: [
    {
      id: 'done',
      heading: 'Maria’s order is confirmed',
      remark: 'Order 1048 for £25.25',
      reference: '7K2M-94QD',
    },
    { id: 'unknown', tone: 'wait', heading: 'Not booked yet', remark: 'Please don’t book again' },
    {
      id: 'failed',
      tone: 'bad',
      heading: 'Something went wrong on our side',
      remark: 'Nothing was booked',
    },
  ],
  offered: [
    { rel: 'check-in', href: '/styleguide', title: 'Check in Maria', remark: 'Here for 10:00' },
    {
      rel: 'cancel-order',
      href: '/styleguide',
      title: 'Cancel the order',
      remark: 'Until Kofi starts to prepare it',
    },
    { rel: 'order', href: '/styleguide', title: 'See the order' },
  ],
  needs: [
    {
      href: '/styleguide',
      icon: 'stuck',
      tone: 'bad',
      title: 'Liam Fox’s order is stuck',
      remark: 'Reserving stock failed 5 times, £18.20 held',
    },
    {
      href: '/styleguide',
      icon: 'box',
      tone: 'wait',
      title: 'Peter Novak has not collected',
      remark: 'Order 1029, ready 6 days',
    },
    {
      href: '/styleguide',
      icon: 'low',
      title: 'Wrist splints M are low',
      remark: '1 on the shelf, reorder at 3',
    },
    {
      href: '/styleguide',
      icon: 'mail',
      title: 'Hannah Osei’s welcome mail came back',
      remark: 'She is in the waiting room now: ask her',
    },
    { href: '/styleguide', icon: 'people', title: 'Two records may be one person' },
  ],
  filters: [
    { href: '/styleguide', title: 'Everyone', count: 22, current: true },
    { href: '/styleguide?state=waiting', title: 'Waiting', count: 3, current: false },
    { href: '/styleguide?state=done', title: 'Done', count: 4, current: false },
  ],
  days: [
    { href: '/styleguide?day=24', weekday: 'Tue', day: '24', remark: '6 free', current: false },
    { href: '/styleguide?day=25', weekday: 'Wed', day: '25', remark: '11 free', current: true },
    { href: '/styleguide?day=28', weekday: 'Sat', day: '28', remark: 'shut', current: false },
  ],
  stages: [
    { title: 'Placed', reached: true },
    { title: 'Prepared', reached: true },
    { title: 'Ready', reached: false },
    { title: 'Yours', reached: false },
  ],
  answers: [
    {
      title: 'Collect',
      text: 'At my visit, Monday 30 November 10:00',
      change: { href: '/styleguide' },
    },
    { title: 'Note', text: 'None', change: { href: '/styleguide' } },
    { title: 'Placed by', text: 'Sam Pell' },
  ],
  facts: [
    { title: 'Next visit', text: 'Today, 10:00', remark: 'Physio, Leila Haddad' },
    { title: 'Wallet', text: '£43.05 free', remark: '£42.00 held for today' },
    { title: 'Orders', text: 'None open', remark: '1019 handed over 13 Nov' },
  ],
  preview: {
    heading: 'Undo what was done',
    icon: 'undo',
    text: 'Gives the money back to his wallet and ends the order. He is told why.',
    when: 'Afterwards',
    remark: 'Likely: other orders are reserved again since 09:40.',
    changes: [
      { title: 'Held', before: '£18.20', after: '£0.00' },
      { title: 'On the shelf', after: '14' },
    ],
  },
  empty: {
    heading: 'Nobody is waiting',
    text: 'Whoever is checked in appears here.',
    offer: { rel: 'book', href: '/styleguide', title: 'Book a visit' },
  },
  pages: {
    back: { href: '/styleguide?page=1', title: 'Event 5' },
    on: { href: '/styleguide?page=3', title: 'Event 7' },
  },
  icons: [
    'bell',
    'search',
    'phone',
    'left',
    'right',
    'down',
    'tick',
    'cross',
    'alert',
    'info',
    'clock',
    'box',
    'low',
    'mail',
    'people',
    'stuck',
    'retry',
    'undo',
    'pencil',
    'note',
    'lock',
    'print',
    'plus',
    'ring',
    'half',
    'disc',
    'barred',
  ],
  colours: [
    'paper',
    'sand',
    'card',
    'raise',
    'line',
    'edge',
    'ink',
    'ink-2',
    'act',
    'act-2',
    'on-act',
    'act-tint',
    'wait',
    'wait-tint',
    'bad',
    'bad-tint',
    'info',
    'info-tint',
    'gold',
    'focus',
  ],
}
