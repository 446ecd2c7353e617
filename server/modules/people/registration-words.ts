import type { Say } from '#kernel/words.ts'
import type { RegistrationStage, RegistrationStanding } from './registration-standing.ts'

/** Why a registration is refused, in words, by its code. */
export const registrationRefusals = {
  'possible-duplicate':
    'There may already be a record: {like:initials}, born on the same day. Is this the same person? Use that record, or say below why this is somebody else.',
  'perhaps-known':
    'If you were here before, have a sign-in link mailed to the address that we know. If you were not, call us, and we register you.',
  'dob-future': 'The date of birth is in the future. Correct it and register again.',
  'no-contact': 'Give an e-mail address or a phone number, so that we can reach them.',
  'email-needed':
    'Give your e-mail address: that is how you sign in. Without one, please register at the desk.',
  'too-young':
    'Under {age} somebody has to answer for you. Please come to the desk with them, or let them call us.',
  'no-email':
    'Without an e-mail address we cannot send reminders or orders. Add one, or say why there is none.',
  phone:
    'That is no telephone number we could call. Check the digits, or write it with + and the country’s code.',
  'guardian-missing':
    'Under {age} somebody has to answer for them. Choose a guardian; register the guardian first if they are not here yet.',
  'guardian-unknown': 'We do not know that guardian. Choose one from the list.',
  'guardian-minor': '{guardian:name} is under {age} too. Choose an adult as guardian.',
  'no-clinic': 'There is no clinic yet, so nobody can be registered. Set up the clinic first.',
  exists: 'This record is there already. Nothing was changed. Open it instead.',
  'no-record':
    'The record could not be made, so nothing was kept. Register again; if it stays so, call us.',
  'no-wallet':
    'The wallet could not be opened, so the record was taken back as well. Register again; if it stays so, call us.',
  'no-welcome':
    'The welcome mail could not be written, so wallet and record were taken back. Register again; if it stays so, call us.',
  'no-confirmation':
    'The e-mail address could not be asked about, so wallet and record were taken back. Register again; if it stays so, call us.',
  'not-completed':
    'The registration could not be completed, so wallet and record were taken back. Register again; if it stays so, call us.',
  undone: 'The registration was taken back at the help desk. Nothing was kept. Register again.',
} as const

type Words = { readonly heading: string; readonly text: string }

const moment = 'You need do nothing. Look again in a moment.'

const own: Readonly<Record<Exclude<RegistrationStage, 'stuck' | 'completed'>, Words>> = {
  record: { heading: 'Your account is being made', text: moment },
  wallet: {
    heading: 'Your wallet is being made',
    text: 'Your record is there. Look again in a moment for the wallet.',
  },
  mail: {
    heading: 'We are writing to you',
    text: 'Your record and your wallet are there. A link to confirm your address follows.',
  },
  last: { heading: 'You are almost registered', text: moment },
  undoing: {
    heading: 'This did not work',
    text: 'What was done so far is being taken back. Nothing is kept.',
  },
  declined: { heading: 'You are not registered', text: 'Nothing was kept.' },
}

const theirs: typeof own = {
  record: { heading: 'The record is being made', text: 'You can go on with the next person.' },
  wallet: {
    heading: 'The wallet is being made',
    text: 'The record is there. The wallet follows in a moment; until then nothing can be paid in.',
  },
  mail: {
    heading: 'They are being written to',
    text: 'Record and wallet are there. The welcome and the question to confirm the address follow.',
  },
  last: { heading: 'Almost registered', text: 'All that is left is to say so.' },
  undoing: {
    heading: 'This did not work',
    text: 'What was done so far is being taken back. Nothing is kept.',
  },
  declined: { heading: 'Not registered', text: 'Nothing was kept.' },
}

function completed(hasEmail: boolean, isConfirmed: boolean, isOwn: boolean): Words {
  const heading = isOwn ? 'You are registered' : 'Registered, with a wallet'
  if (!hasEmail || isConfirmed) return { heading, text: isOwn ? 'All is done.' : 'All is done.' }
  return isOwn
    ? {
        heading: 'Confirm your address',
        text: 'You are registered, and your wallet is open. We have sent you a link: open it and press the button.',
      }
    : { heading, text: 'They were asked by mail to confirm their e-mail address.' }
}

/** Where a registration stands, as whoever it is about reads it, or as the desk does. */
export function standingWords(
  { stage, hasEmail, lookedAtBy }: RegistrationStanding,
  reader: { readonly isOwn: boolean; readonly isConfirmed: boolean },
  say: Say,
): Words {
  const { isOwn, isConfirmed } = reader
  if (stage === 'completed') return completed(hasEmail, isConfirmed, isOwn)
  if (stage !== 'stuck') return (isOwn ? own : theirs)[stage]
  const by = say.day(lookedAtBy ?? 0).text
  return isOwn
    ? {
        heading: 'This takes longer than it should',
        text: `Somebody will have looked at it by the end of ${by}. It is not forgotten: please don’t register again.`,
      }
    : {
        heading: 'This registration is stuck',
        text: `It has a case at the help desk. They were told that somebody will have looked by the end of ${by}.`,
      }
}
