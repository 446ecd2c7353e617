import type { Page, PageContext } from '#kernel/page.ts'
import { countryOptions } from '#values/countries.ts'
import { dayShown } from '../closed-days.ts'
import { type ClinicSettings, clinicSettings, clinicStream } from '../published.ts'

function settingsShown(clinic: ClinicSettings): readonly { title: string; text: string }[] {
  const { name, shortName, zone, currency, country, phone, hours, closedDays, sender } = clinic
  const countryName = countryOptions().find(({ value }) => value === country)?.text ?? country
  return [
    { title: 'Name', text: name },
    { title: 'Short name', text: shortName },
    { title: 'Time zone', text: zone },
    { title: 'Currency', text: currency },
    { title: 'Country', text: countryName },
    { title: 'Telephone', text: phone },
    { title: 'Opening hours', text: hours },
    { title: 'Closed every year on', text: closedDays.map(dayShown).join(', ') || 'no day' },
    { title: 'Mails come from', text: sender || 'nobody yet' },
  ]
}

async function beforeSetUp(context: PageContext) {
  const form = await context.form('set-up-clinic', clinicStream, {})
  return {
    title: 'Set up the clinic',
    offers: await context.offers(clinicStream),
    state: { isSetUp: false },
    print: { form },
  }
}

/** The clinic: the form that sets it up, and afterwards how it is set up. */
export const clinicPage: Page = {
  path: '/clinic',
  view: 'clinic/clinic.njk',
  thing: 'clinic',
  by: {
    admin: 'clinic',
    manager: 'clinic',
    practitioner: 'clinic',
    dispenser: 'clinic',
    receptionist: 'clinic',
    patient: 'clinic',
  },
  async read(context) {
    const clinic = await context.ask(clinicSettings())
    if (!clinic) return beforeSetUp(context)
    return {
      title: clinic.name,
      links: [{ rel: 'staff', href: '/staff', title: 'Who works here' }],
      offers: await context.offers(clinicStream),
      state: { isSetUp: true, ...clinic, topUpLimit: context.say.money(clinic.topUpLimit) },
      print: { answers: settingsShown(clinic) },
    }
  },
}
