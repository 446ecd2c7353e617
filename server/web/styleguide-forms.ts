import type { FormView, Input } from '#web/form-views.ts'

const field = (input: Partial<Input> & Pick<Input, 'kind' | 'name' | 'label'>): Input => ({
  value: '',
  required: true,
  ...input,
})

const items = [
  { value: '', text: 'Choose an item' },
  { value: 'SOCK-M', text: 'Support socks M, £19.50' },
  { value: 'FOAM-45', text: 'Foam roller, 45 cm, £18.00' },
  { value: 'ICE-GEL', text: 'Ice gel pack, £7.25' },
]

const lines = Array.from({ length: 20 }, (_, index) => index + 1).flatMap((number) => [
  field({
    kind: 'select',
    name: `item-${number}`,
    label: 'Item',
    group: 'lines',
    options: items,
    value: number === 1 ? 'SOCK-M' : '',
    required: number === 1,
  }),
  field({
    kind: 'number',
    name: `quantity-${number}`,
    label: 'Quantity',
    group: 'lines',
    value: number === 1 ? '1' : '',
    required: number === 1,
  }),
])

/** An order, whose lines grow. */
export const basket: FormView = {
  name: 'place-order',
  action: '/orders',
  heading: 'Order for Aisha',
  submit: 'Place the order',
  hidden: [{ name: 'intent', value: 'place-order' }],
  inputs: [...lines, field({ kind: 'textarea', name: 'note', label: 'Note', required: false })],
  errors: [],
  checkFirst: true,
  cancel: { href: '/styleguide', title: 'Not now' },
}

/** Every kind of field, two of them wrong. */
export const registration: FormView = {
  name: 'register-patient',
  action: '/patients',
  heading: 'Register a patient',
  submit: 'Register',
  hidden: [{ name: 'intent', value: 'register-patient' }],
  intro: 'Makes their record and their wallet.',
  inputs: [
    field({
      kind: 'text',
      name: 'given-name',
      label: 'Given name',
      value: 'Tobias',
      group: 'name',
      autocomplete: 'off',
    }),
    field({
      kind: 'text',
      name: 'family-name',
      label: 'Family name',
      value: 'Renner',
      group: 'name',
      required: false,
    }),
    field({
      kind: 'date',
      name: 'birth-date',
      label: 'Date of birth',
      hint: 'For example 14 3 1957',
      value: '2062-12-8',
      errorParts: ['year'],
      error: 'Date of birth is in the future. Today is 23 November 2026.',
    }),
    field({
      kind: 'text',
      name: 'email',
      label: 'E-mail address',
      inputMode: 'email',
      hint: 'Leave it empty only if there is none.',
    }),
    field({
      kind: 'text',
      name: 'phone',
      label: 'Phone',
      inputMode: 'tel',
      width: 'medium',
      error: 'Give an e-mail address or a phone number, so that we can reach them.',
    }),
    field({
      kind: 'money',
      name: 'amount',
      label: 'First top-up',
      prefix: '£',
      value: '3.20',
      hint: 'At least £1.00, at most £500',
      required: false,
    }),
    field({
      kind: 'radio',
      name: 'paid-by',
      label: 'Paid by',
      value: 'card',
      options: [
        { value: 'cash', text: 'Cash' },
        { value: 'card', text: 'Card terminal' },
        { value: 'transfer', text: 'Transfer' },
      ],
    }),
    field({
      kind: 'radio',
      name: 'news',
      label: 'News by',
      value: 'email',
      options: [
        { value: 'email', text: 'E-mail', hint: 'Arrives at once' },
        { value: 'letter', text: 'Letter', hint: 'Two days' },
      ],
    }),
    field({
      kind: 'radio',
      name: 'slot',
      label: 'Time',
      value: '09:45',
      chips: true,
      options: [
        { value: '08:45', text: '08:45', hint: 'Dr Okafor', group: 'Morning' },
        { value: '09:15', text: '09:15', hint: 'Dr Wilk', group: 'Morning' },
        { value: '09:45', text: '09:45', hint: 'Dr Okafor', group: 'Morning' },
        { value: '13:30', text: '13:30', hint: 'Dr Okafor', group: 'Afternoon' },
      ],
    }),
    field({
      kind: 'tick',
      name: 'told-by-mail',
      legend: 'They are told by',
      label: 'E-mail',
      value: 'yes',
    }),
    field({
      kind: 'tick',
      name: 'told-by-phone',
      legend: 'They are told by',
      label: 'Telephone',
    }),
    field({
      kind: 'tick',
      name: 'terms',
      label: 'They agree to the terms of the clinic, version 3',
      value: 'yes',
    }),
  ],
  errors: [
    { field: 'birth-date-day', code: 'future', detail: 'Date of birth is in the future' },
    { field: 'phone', code: 'unreachable', detail: 'Give an e-mail address or a phone number' },
  ],
  checkFirst: true,
  cancel: { href: '/styleguide', title: 'Not now' },
}
