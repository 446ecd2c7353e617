import type { PlannedStep, StepWords } from '#kernel/process.ts'

const recordPerson: StepWords = {
  todo: 'Make the record',
  doing: 'The record is being made',
  done: 'The record is made',
}

const openWallet: StepWords = {
  todo: 'Open the wallet',
  doing: 'The wallet is being opened',
  done: 'The wallet is open',
}

const sendWelcome: StepWords = {
  todo: 'Write a welcome mail',
  doing: 'A welcome mail is being written',
  done: 'A welcome mail is on its way',
}

const requestConfirmation: StepWords = {
  todo: 'Ask to confirm the e-mail address',
  doing: 'Asking to confirm the e-mail address',
  done: 'Asked to confirm the e-mail address',
}

const complete: StepWords = {
  todo: 'Complete the registration',
  doing: 'The registration is being completed',
  done: 'The registration is complete',
}

const decline: StepWords = {
  todo: 'Close the registration: nothing is kept',
  doing: 'The registration is being closed',
  done: 'Closed: nothing is kept',
}

/** The states of a registration: it stands at one of its steps, or takes back what was done. */
export const registrationPhases = {
  'record-person': 'Making the record',
  'open-wallet': 'Opening the wallet',
  'send-welcome': 'Writing the welcome',
  'request-confirmation': 'Asking to confirm the address',
  'complete-registration': 'Completing it',
  undoing: 'Taking back what was done',
  'decline-registration': 'Closing it: nothing is kept',
}

/** The steps of a registration in order, with what is said of each. */
export function registrationPlan(state: {
  readonly hasEmail: boolean
  readonly phase: string
}): readonly PlannedStep[] {
  const mails = [
    { step: 'send-welcome', words: sendWelcome },
    { step: 'request-confirmation', words: requestConfirmation },
  ]
  return [
    { step: 'record-person', words: recordPerson },
    { step: 'open-wallet', words: openWallet },
    ...(state.hasEmail ? mails : []),
    state.phase === 'forward'
      ? { step: 'complete-registration', words: complete }
      : { step: 'decline-registration', words: decline },
  ]
}
