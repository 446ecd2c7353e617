/** What stands around the style page's pieces: strip, header, navigation. */
export const surroundings = {
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
}
