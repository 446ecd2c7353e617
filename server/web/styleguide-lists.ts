const rowForm = (title: string, kind: string, about: string) => ({
  name: 'check-in',
  action: '/styleguide',
  hidden: [{ name: 'intent', value: 'check-in' }],
  title,
  kind,
  about,
  small: true,
})

/** Rows in every state of a visit. */
export const visits = {
  caption: 'The day',
  headless: true,
  columns: [
    { title: 'Time', kind: 'time' },
    { title: 'Person', kind: 'text' },
    { title: 'Visit', kind: 'text' },
    { title: 'State', kind: 'status' },
    { title: 'Task', kind: 'action' },
  ],
  groups: [
    {
      heading: 'Waiting',
      count: 1,
      rows: [
        {
          cells: [
            { text: '09:45' },
            { text: 'Hannah Osei', href: '/styleguide' },
            { text: 'GP visit', also: 'Dr Wilk' },
            {
              status: {
                shape: 'half',
                tone: 'wait',
                tint: true,
                text: 'Waiting',
                strong: '18 min',
              },
            },
            { form: rowForm('Show in', 'soft', 'Hannah Osei') },
          ],
        },
      ],
    },
    {
      heading: 'To come',
      count: 2,
      rows: [
        {
          next: true,
          cells: [
            { text: '10:00' },
            { text: 'Maria Santos', href: '/styleguide', remark: 'every Monday' },
            { text: 'Physio', also: 'Leila Haddad' },
            { status: { shape: 'ring', tone: 'act', text: 'Next, in 8 min' } },
            { form: rowForm('Check in', 'fill', 'Maria Santos') },
          ],
        },
        {
          cells: [
            { text: '10:15' },
            { text: 'Ruth Abernethy', href: '/styleguide' },
            { text: 'GP visit', also: 'Dr Okafor' },
            { status: { shape: 'ring', text: 'Booked', bare: true } },
            { form: rowForm('Check in', 'bare', 'Ruth Abernethy') },
          ],
        },
      ],
    },
    {
      heading: 'Earlier',
      count: '1 done',
      rows: [
        {
          past: true,
          cells: [
            { text: '08:00' },
            { text: 'Harold Finch', href: '/styleguide' },
            { text: 'Dressing', also: 'Ben Carroway' },
            { status: { shape: 'tick', text: 'Done 08:22' } },
            { form: rowForm('Book next', 'bare', 'Harold Finch') },
          ],
        },
      ],
    },
  ],
}

/** A wide ledger, which scrolls in its own box. */
export const ledger = {
  caption: 'What moved',
  scroll: true,
  columns: [
    { title: 'When', kind: 'text' },
    { title: 'What', kind: 'text' },
    { title: 'In or out', kind: 'number' },
    { title: 'Free', kind: 'number' },
  ],
  groups: [
    {
      rows: [
        {
          cells: [
            { text: 'Mon 16 Nov 10:41', tone: 'quiet' },
            { text: 'Topped up in cash', strong: true, remark: 'at the desk, Inês Duarte' },
            { text: '+£50.00', strong: true, tone: 'good' },
            { text: '£85.05', strong: true },
          ],
        },
        {
          cells: [
            { text: 'Mon 16 Nov 10:34', tone: 'quiet' },
            { text: 'Taken for physio', strong: true, remark: 'visit of 16 Nov' },
            { text: '−£42.00', strong: true },
            { text: '£35.05', strong: true },
          ],
        },
      ],
    },
  ],
}

/** Every tone of what happened, and the moment looked from. */
export const timeline = [
  {
    day: 'Tuesday 17 November',
    entries: [
      {
        time: '10:00',
        tone: 'held',
        title: '£42.00 was held for today’s physio',
        remark: 'By the clock',
        why: {
          heading: 'Why is £42.00 held?',
          points: [
            'Leila Haddad booked a series.',
            'A physio visit asks for its price as a deposit, six days before.',
          ],
          links: [{ href: '/styleguide', title: 'Event 2,417' }],
        },
      },
      { time: '09:56', tone: 'good', title: 'She was checked in', remark: 'Inês Duarte' },
    ],
  },
  {
    day: 'Monday 16 November',
    asOf: 'Monday 16 November, 17:00: you look from here',
    entries: [
      {
        time: '14:02',
        tone: 'note',
        title: 'He placed the order',
        type: 'OrderPlaced',
        number: 1,
        href: '/styleguide',
        current: true,
      },
      { time: '14:00', tone: 'bad', title: 'The mail came back', remark: 'No such address' },
    ],
  },
]
