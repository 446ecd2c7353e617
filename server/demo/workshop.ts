import type { Workshop } from '#web/site.ts'
import { type FaultSwitches, faultKinds, faultSwitches } from '#worker/fault-switches.ts'

/** The steps of a registration that a visitor of the demo may make fail, and what a switch is called. */
const steps: readonly { readonly intent: string; readonly title: string }[] = [
  { intent: 'record-person', title: 'Make the record' },
  { intent: 'open-wallet', title: 'Open the wallet' },
  { intent: 'send-message', title: 'Write a welcome mail' },
  { intent: 'request-confirmation', title: 'Ask to confirm the address' },
  { intent: 'complete-registration', title: 'Complete the registration' },
  { intent: 'withdraw-confirmation', title: 'Undo: take the question back' },
  { intent: 'withdraw-message', title: 'Undo: withdraw the welcome' },
  { intent: 'close-new-wallet', title: 'Undo: close the new wallet' },
  { intent: 'withdraw-person', title: 'Undo: take the record back' },
]

/** The switches of the demo, all of them off. */
export function registrationSwitches(): FaultSwitches {
  return faultSwitches({ process: 'registration', intents: steps.map(({ intent }) => intent) })
}

/** The switches as the web shows and turns them: by step, in order. A kind that is none turns nothing. */
export function workshopOf(switches: FaultSwitches): Workshop {
  return {
    turn(intent, kind, times) {
      const known = faultKinds.find((one) => one === kind)
      if (known) switches.turn(intent, known, times)
    },
    steps: () =>
      switches.all().map(({ intent, kind, times }) => ({
        intent,
        title: steps.find((step) => step.intent === intent)?.title ?? intent,
        kind,
        times,
      })),
  }
}
