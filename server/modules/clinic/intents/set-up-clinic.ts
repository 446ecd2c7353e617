import * as z from 'zod'
import { choice, text } from '#kernel/fields.ts'
import { fromProcess } from '#kernel/from-process.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { countryOptions } from '#values/countries.ts'
import { emailField } from '#values/email.ts'
import { isZone } from '#values/local-time.ts'
import { isCurrency } from '#values/money.ts'
import { nameField } from '#values/name.ts'
import { parsePhone, phoneField } from '#values/phone.ts'
import { closedDaysField } from '../closed-days.ts'
import { clinic } from '../deciders/clinic.ts'
import { clinicStream } from '../published.ts'

const currencies = Intl.supportedValuesOf('currency').filter(isCurrency)
const currencyNames = new Intl.DisplayNames('en-GB', { type: 'currency' })

/** Makes the clinic: its name, place and currency, and the first admin, who joins right after. */
export const setUpClinic = intent({
  name: 'set-up-clinic',
  title: 'Set up the clinic',
  submit: 'Set up the clinic',
  doing: 'Setting up the clinic',
  done: 'The clinic is set up',
  notDone: 'Not set up',
  on: clinic,
  only: clinicStream,
  // Before the clinic is set up nobody has a role that could be asked for, and after it `needs` refuses.
  by: {
    admin: 'clinic',
    manager: 'clinic',
    practitioner: 'clinic',
    dispenser: 'clinic',
    receptionist: 'clinic',
    patient: 'clinic',
    system: 'clinic',
  },
  fields: {
    name: text('Name of the clinic', { max: 100, autocomplete: 'organization' }),
    shortName: text(
      'Short name',
      { max: 40, optional: true },
      { hint: 'For the menu. The full name if empty.' },
    ),
    zone: text('Time zone', { max: 60 }, { hint: 'A place, e.g. Europe/London' }),
    currency: choice(
      'Currency',
      currencies.map((value) => ({ value, text: `${value}, ${currencyNames.of(value) ?? value}` })),
    ),
    country: choice('Country', countryOptions()),
    phone: phoneField('Telephone', {}, { personal: false }),
    hours: text(
      'Opening hours',
      { max: 200 },
      { hint: 'As people read them: Mon to Fri 08:00–18:30' },
    ),
    closedDays: closedDaysField('Closed on'),
    sender: emailField(
      'Address that mails come from',
      { optional: true },
      { personal: false, hint: 'E.g. desk@yourclinic.org. Mails wait until there is one.' },
    ),
    firstAdmin: nameField('Name of the first admin', { autocomplete: 'name' }),
    adminEmail: emailField(
      'E-mail of the first admin',
      {},
      { hint: 'With it the first admin signs in.' },
    ),
    // Never on the form: a clinic of real people cannot become a demo by a hand-made request.
    ...fromProcess({ demo: z.boolean().catch(false) }),
  },
  needs(state) {
    if (state.status !== 'none') return refuse('set-up', { name: state.name, at: state.at })
    return undefined
  },
  decide(_, { data, id }) {
    if (!isZone(data.zone)) return refuse('zone', { zone: data.zone })
    const phone = parsePhone(data.phone, data.country)
    if (phone === undefined) return refuse('phone', { phone: data.phone })
    const { name, zone, currency, country, hours, firstAdmin } = data
    // Whoever sets a clinic up without the form may leave these out.
    const { closedDays = [], sender = '', adminEmail = '' } = data
    return [
      {
        type: 'ClinicSetUp',
        data: {
          name,
          shortName: data.shortName || name,
          zone,
          currency,
          country,
          phone,
          hours,
          closedDays,
          sender,
          demo: data.demo === true,
          admin: firstAdmin ? id('first-admin') : null,
          adminName: firstAdmin ?? '',
          adminEmail: firstAdmin ? adminEmail : '',
        },
      },
    ]
  },
  result: {
    read: async () => ({
      links: [
        { rel: 'set-up', href: '/set-up', title: 'Go on: choose the first admin’s password' },
      ],
    }),
  },
  refusals: {
    'set-up':
      '{name} was set up on {at:day}. There is one clinic here, so nothing was changed. Go to its first page instead.',
    zone: 'We do not know the time zone “{zone}”. Choose a place, e.g. Europe/London; UTC+1 would be wrong half the year.',
    phone:
      '{phone} is no telephone number of that country. Check the digits, or write it with + and the country’s code.',
  },
  next: ['invite-staff', 'add-catalogue-item', 'register-patient'],
})
