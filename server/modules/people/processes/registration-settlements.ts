import { givenBack, standing } from '#kernel/mending.ts'
import type { Settlement } from '#kernel/steering.ts'
import type { ProcessLife } from '#kernel/step-life.ts'
import { registrationStream } from '../published.ts'

/** With these somebody is registered, whatever became of the mails. */
const needed = ['record-person', 'open-wallet']

function registered(person: string, life: ProcessLife): readonly Settlement[] {
  const there = standing(life).map(({ step }) => step)
  if (!needed.every((step) => there.includes(step))) return []
  const target = registrationStream(person)
  return [
    {
      as: 'registered',
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
      sends: [...givenBack(life), { intent: 'decline-registration', target, data }],
      ends: [{ do: 'answer', as: 'rejected', code: 'undone' }],
    },
  ]
}
