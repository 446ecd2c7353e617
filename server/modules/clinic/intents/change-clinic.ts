import { text } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { emailField } from '#values/email.ts'
import { parsePhone, phoneField } from '#values/phone.ts'
import { closedDaysField } from '../closed-days.ts'
import { clinic } from '../deciders/clinic.ts'
import { clinicSettings, clinicStream } from '../published.ts'

/**
 * Corrects how the clinic is set up. Its place and its currency stay: every date and every sum in the
 * books was meant in them.
 */
export const changeClinic = intent({
  name: 'change-clinic',
  title: 'Change how the clinic is set up',
  submit: 'Save the changes',
  doing: 'Saving the changes',
  done: 'The changes are saved',
  notDone: 'Not changed',
  on: clinic,
  only: clinicStream,
  by: { admin: 'clinic' },
  fields: {
    name: text('Name of the clinic', { max: 100, autocomplete: 'organization' }),
    shortName: text(
      'Short name',
      { max: 40, optional: true },
      { hint: 'For the menu. The full name if empty.' },
    ),
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
  },
  reads: () => ({ settings: clinicSettings() }),
  prefill: (_, { settings }) =>
    settings
      ? {
          name: settings.name,
          shortName: settings.shortName,
          phone: settings.phone,
          hours: settings.hours,
          closedDays: settings.closedDays,
          sender: settings.sender,
        }
      : {},
  needs(state) {
    return state.status === 'set-up' ? undefined : refuse('no-clinic')
  },
  decide(_, { data, facts: { settings } }) {
    if (!settings) return refuse('no-clinic')
    const phone = parsePhone(data.phone, settings.country)
    if (phone === undefined) return refuse('phone', { phone: data.phone })
    const { name, shortName, hours, closedDays, sender } = data
    return [
      {
        type: 'ClinicChanged',
        data: { name, shortName: shortName || name, phone, hours, closedDays, sender },
      },
    ]
  },
  refusals: {
    'no-clinic': 'There is no clinic yet, so nothing of it can be changed. Set it up first.',
    phone:
      '{phone} is no telephone number of that country. Check the digits, or write it with + and the country’s code.',
  },
  next: [],
})
