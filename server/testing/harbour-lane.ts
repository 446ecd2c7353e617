import type { ClinicSettings } from '#modules/clinic/published.ts'

/** Harbour Lane as intents read it. For tests. */
export const harbourLane: ClinicSettings = {
  name: 'Harbour Lane Clinic',
  shortName: 'Harbour Lane',
  zone: 'Europe/London',
  currency: 'GBP',
  country: 'GB',
  phone: '+441632960140',
  hours: '',
  closedDays: [],
  sender: '',
  demo: true,
  topUpLimit: 50_000,
}
