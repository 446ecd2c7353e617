import { givenBack, standing, unanswered } from '#kernel/mending.ts'
import type { Settlement, SettlingSend } from '#kernel/steering.ts'
import type { ProcessLife, StepLife } from '#kernel/step-life.ts'
import { registrationStream } from '../published.ts'

/** With these somebody is registered, whatever became of the mails. */
const needed = ['record-person', 'open-wallet']

function registered(person: string, life: ProcessLife): readonly Settlement[] {
  const there = standing(life).map(({ step }) => step)
  if (!needed.every((step) => there.includes(step))) return []
  const target = registrationStream(person)
  return [
    {
      as: 'is-registered',
      title: 'They are registered, and told another way',
      explains:
        'The record and the wallet stay. What was not mailed is not: say it to them, and send the question about their address again from their page.',
      amount: 0,
      sends: [{ intent: 'complete-registration', target, data: { person } }],
      keeps: there,
      ends: [{ do: 'answer', as: 'succeeded', facts: { person } }],
    },
  ]
}

/** What takes back what a step may have done: where it did not, there is nothing to do. */
const takenBack: Readonly<
  Record<string, (person: string, step: StepLife) => Pick<SettlingSend, 'intent' | 'data'>>
> = {
  'record-person': (person) => ({ intent: 'withdraw-person', data: { registration: person } }),
  'open-wallet': (person) => ({ intent: 'close-new-wallet', data: { person } }),
  'send-message': () => ({
    intent: 'withdraw-message',
    data: { why: 'The registration was settled by hand' },
  }),
  'request-confirmation': (_, { command: request }) => ({
    intent: 'withdraw-confirmation',
    data: { request },
  }),
}

/** Of what nobody answered it is not known whether it was done, so it is taken back as well. */
function unheard(person: string, life: ProcessLife): readonly SettlingSend[] {
  return unanswered(life).flatMap((one): readonly SettlingSend[] => {
    const send = one.undoneBy === null ? takenBack[one.intent]?.(person, one) : undefined
    return send ? [{ ...send, target: one.target, settles: one.step }] : []
  })
}

/** The ways in which a stuck registration may be settled by hand: kept as it is, or nothing of it. */
export function registrationSettlements(
  { person }: { readonly person: string },
  life: ProcessLife,
): readonly Settlement[] {
  const target = registrationStream(person)
  const data = { code: 'undone', facts: {} }
  return [
    ...registered(person, life),
    {
      as: 'not-registered',
      title: 'They are not registered',
      explains: 'The record, the wallet and what was to be mailed are taken back.',
      amount: 0,
      sends: [
        ...unheard(person, life),
        ...givenBack(life),
        { intent: 'decline-registration', target, data },
      ],
      ends: [{ do: 'answer', as: 'rejected', code: 'undone' }],
    },
  ]
}
