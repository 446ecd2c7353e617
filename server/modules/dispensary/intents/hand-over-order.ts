import { idOf } from '#kernel/event.ts'
import { choice, note, text, thing, tick } from '#kernel/fields.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { type Collector, collectorOptions, collectorsFor } from '#modules/people/published.ts'
import { longDay } from '#values/local-time.ts'
import { orNothing } from '#values/optional.ts'
import { order } from '../deciders/order.ts'
import { readHandedResult } from '../pages/handed-result.ts'
import { type BadPick, badPicks } from '../projections/pick-queries.ts'
import { shelfRefusals } from '../words/item-words.ts'
import { refusedAs } from '../words/order-standing.ts'
import { orderRefusals } from '../words/order-words.ts'

type HandOverForm = {
  readonly receivedBy: 'patient' | 'proxy'
  readonly proxy: string | null
  readonly receiver: string
  readonly consent: string
  readonly identity: boolean
}

const receivers = [
  { value: 'patient', text: 'The patient' },
  { value: 'proxy', text: 'Somebody for them' },
] as const

/** Gives a ready order to the patient or to whom they named; only then the held money is taken. */
export const handOverOrder = intent({
  name: 'hand-over-order',
  title: 'Hand over',
  submit: 'Hand it over',
  doing: 'Handing the order over',
  done: 'The order is handed over',
  notDone: 'Not handed over',
  on: order,
  by: {
    receptionist: 'clinic',
    dispenser: 'clinic',
    practitioner: 'clinic',
    manager: 'clinic',
  },
  answered: 'by-process',
  // Handed over is what lies there; if that is another bag than the one shown, look again.
  staleAfter: ['OrderReady'],
  result: { view: 'dispensary/order-result.njk', read: readHandedResult },
  fields: {
    receivedBy: choice('Who receives it?', receivers),
    proxy: orNothing(
      thing('Who of those named to collect?', {
        optionalWords: 'only if it is somebody for them',
      }),
    ),
    receiver: text(
      'Name of whoever collects',
      { max: 100, optional: true },
      { personal: true, optionalWords: 'only if they are not in the list' },
    ),
    consent: note('What did the patient say to it?', {
      askedBy: 'not-proxy',
      optionalWords: 'needed to hand it over',
    }),
    identity: tick('I checked name and birth date', {
      must: 'Check the name and the birth date of who is here, then tick this.',
    }),
  },
  choices: ({ person, at }) => ({ proxy: collectorOptions(person ?? '', at) }),
  prefill: () => ({ receivedBy: 'patient' as const }),
  reads: ({ person, target, at }: Asking<HandOverForm>) => ({
    collectors: collectorsFor(person ?? '', at),
    bad: badPicks(idOf(target), at),
  }),
  needs(state, { facts: { bad } }) {
    if (state.status !== 'ready') return notReady(refusedAs(state))
    return notGood(bad?.[0])
  },
  decide(_, { data, person, facts: { collectors } }) {
    const { receivedBy } = data
    const common = { receivedBy, identityChecked: true, by: 'desk' } as const
    if (receivedBy === 'patient') {
      const nobodyElse = { proxy: null, receiver: null, consent: null }
      return [{ type: 'OrderHandOverStarted', data: { ...common, ...nobodyElse } }]
    }
    const collector = receiverOf(collectors, data)
    if (collector) return [{ type: 'OrderHandOverStarted', data: { ...common, ...collector } }]
    if (data.receiver === '') return refuse('nobody')
    return refuse('not-proxy', { patient: person })
  },
  refusals: {
    ...orderRefusals,
    ...shelfRefusals,
    'not-ready': 'This order is still being prepared. It can be handed over once it is ready.',
    nobody: 'Say who collects it: choose them, or write down their name.',
    'not-proxy':
      'They are not named to collect. Call {patient:name}, whose number is on their page, or note here what they agreed to.',
    'expired-lot':
      'Lot {lot} of {name} was good until {day}. Put the order back on the bench, and pick another lot.',
    'recalled-lot':
      'Lot {lot} of {name} was recalled. Put the order back on the bench, and pick another lot.',
  },
  // Offered where it was refused: a lot that must not go out is picked anew.
  next: ['put-back-preparation', 'return-items', 'remake-order'],
})

function notReady(refusal: Refusal): Refusal {
  const before = ['placed', 'priced', 'confirmed', 'preparing', 'picking']
  return before.includes(refusal.code) ? refuse('not-ready') : refusal
}

function notGood(pick: BadPick | undefined): Refusal | undefined {
  if (!pick) return undefined
  const { lot, name, recalled, expires } = pick
  if (recalled || !expires) return refuse('recalled-lot', { lot, name })
  return refuse('expired-lot', { lot, name, day: longDay(expires) })
}

/** Who collects for the patient; somebody who was not named only with what the patient said to it. */
function receiverOf(
  collectors: readonly Collector[],
  { proxy, receiver, consent }: HandOverForm,
): { proxy: string | null; receiver: string | null; consent: string | null } | undefined {
  const named = collectors.find(({ id }) => id === proxy)
  if (named)
    return { proxy: named.person, receiver: named.person ? null : named.name, consent: null }
  const said = consent.trim().length >= 3
  return receiver !== '' && said ? { proxy: null, receiver, consent } : undefined
}
