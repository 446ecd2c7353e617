import { anyDocument } from '#kernel/document.ts'
import { anyIntent } from '#kernel/intent.ts'
import type { Module } from '#kernel/module.ts'
import { anyProcess } from '#kernel/process.ts'
import { contactEvents } from './contact-events.ts'
import { contactDocument } from './documents/contact.ts'
import { personEvents } from './events.ts'
import { changeContactDetails } from './intents/change-contact-details.ts'
import { changeEmail } from './intents/change-email.ts'
import { completeRegistration } from './intents/complete-registration.ts'
import { confirmEmail } from './intents/confirm-email.ts'
import { confirmEmailChange } from './intents/confirm-email-change.ts'
import { correctDetails } from './intents/correct-details.ts'
import { declineRegistration } from './intents/decline-registration.ts'
import { recordPerson } from './intents/record-person.ts'
import { registerPatient } from './intents/register-patient.ts'
import { remindToConfirm } from './intents/remind-to-confirm.ts'
import { requestConfirmation } from './intents/request-confirmation.ts'
import { resendConfirmation } from './intents/resend-confirmation.ts'
import { setContactPreferences } from './intents/set-contact-preferences.ts'
import { withdrawConfirmation } from './intents/withdraw-confirmation.ts'
import { withdrawPerson } from './intents/withdraw-person.ts'
import { lookalikeNeeds } from './needs.ts'
import { contactPage } from './pages/contact-page.ts'
import { duplicatesPage } from './pages/duplicates-page.ts'
import { peoplePage } from './pages/people-page.ts'
import { personPage } from './pages/person-page.ts'
import { registrationPage } from './pages/registration-page.ts'
import { emailChange } from './processes/email-change.ts'
import { emailConfirmation } from './processes/email-confirmation.ts'
import { erasure } from './processes/erasure.ts'
import { registration } from './processes/registration.ts'
import { contactPreferencesModel } from './projections/contact-preferences.ts'
import { emailChangesModel } from './projections/email-changes.ts'
import { emailConfirmationsModel } from './projections/email-confirmations.ts'
import { peopleModel } from './projections/people.ts'
import { proxiesModel } from './projections/proxies.ts'
import { registrationsModel } from './projections/registrations.ts'
import { toldApartModel } from './projections/told-apart.ts'
import { closedFor } from './record-facts.ts'
import { recordIntents } from './record-intents.ts'
import { registrationEvents } from './registration-events.ts'
import { standingTo } from './standing.ts'

/** The people the clinic is there for. */
export const peopleModule: Module = {
  name: 'people',
  events: { ...personEvents, ...registrationEvents, ...contactEvents },
  documents: [anyDocument(contactDocument)],
  intents: [
    anyIntent(registerPatient),
    anyIntent(recordPerson),
    anyIntent(withdrawPerson),
    anyIntent(requestConfirmation),
    anyIntent(withdrawConfirmation),
    anyIntent(completeRegistration),
    anyIntent(declineRegistration),
    anyIntent(confirmEmail),
    anyIntent(resendConfirmation),
    anyIntent(remindToConfirm),
    anyIntent(correctDetails),
    anyIntent(changeContactDetails),
    anyIntent(setContactPreferences),
    anyIntent(changeEmail),
    anyIntent(confirmEmailChange),
    ...recordIntents,
  ],
  processes: [
    anyProcess(registration),
    anyProcess(emailConfirmation),
    anyProcess(emailChange),
    anyProcess(erasure),
  ],
  projections: [
    peopleModel,
    registrationsModel,
    proxiesModel,
    toldApartModel,
    contactPreferencesModel,
    emailChangesModel,
    emailConfirmationsModel,
  ],
  standing: standingTo,
  erasing: ['PersonErased'],
  closedFor,
  pages: [peoplePage, duplicatesPage, personPage, contactPage, registrationPage],
  navigation: [
    {
      rel: 'person',
      href: '/patients/:me',
      title: 'Your details',
      by: ['patient'],
      order: 70,
    },
    {
      rel: 'patients',
      href: '/patients',
      also: ['/wallets'],
      title: 'People',
      by: ['receptionist', 'dispenser', 'practitioner', 'manager'],
      order: 50,
    },
  ],
  needs: (role) => (role === 'receptionist' || role === 'manager' ? [lookalikeNeeds()] : []),
}
