import { idOf } from '#kernel/event.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { order } from '../deciders/order.ts'
import { codeField } from '../fields/code-field.ts'
import { readHandedResult } from '../pages/handed-result.ts'
import { missesAtKiosk } from '../projections/code-misses.ts'
import { badPicks } from '../projections/pick-queries.ts'
import { kioskWaitsUntil } from '../rules/collection-code.ts'
import { shelfRefusals } from '../words/item-words.ts'
import { refusedAs } from '../words/order-standing.ts'
import { orderRefusals } from '../words/order-words.ts'

type CodeForm = { readonly code: string }

/** Collects a ready order by its six digits. A code that is not right is counted, by its process too. */
export const collectOrder = intent({
  name: 'collect-order',
  title: 'Collect with the code',
  submit: 'Collect it',
  doing: 'Collecting the order',
  done: 'The order is collected',
  notDone: 'Not collected',
  on: order,
  by: {
    patient: 'own',
    'proxy-collect': 'own',
    receptionist: 'clinic',
    dispenser: 'clinic',
    kiosk: 'clinic',
  },
  answered: 'by-process',
  staleAfter: [],
  result: { view: 'dispensary/order-result.njk', read: readHandedResult },
  fields: { code: codeField('The six digits of the code') },
  reads: ({ target, at, actor }: Asking<CodeForm>) => ({
    bad: badPicks(idOf(target), at),
    misses: missesAtKiosk(actor.id, at),
  }),
  needs(state, { facts: { bad, misses }, actor }) {
    // Whoever left the screen alone may stand at another one, and goes on there.
    const until = actor.role === 'kiosk' ? kioskWaitsUntil(misses ?? []) : undefined
    if (until !== undefined) return refuse('too-often', { until })
    if (state.status === 'lapsed') return refuse('late', { on: state.on })
    if (state.status !== 'ready') return refusedAs(state)
    if (state.tries === 0 || state.code === null) return refuse('code-dead')
    return (bad ?? []).length > 0 ? refuse('look-first') : undefined
  },
  decide(state, { data: { code }, actor, person }) {
    if (state.status !== 'ready') return refuse('no-order')
    if (code !== state.code) {
      return [{ type: 'CollectionCodeMissed', data: { left: state.tries - 1 } }]
    }
    const isForThem = actor.role === 'patient' && actor.id !== person
    const who = isForThem ? ({ receivedBy: 'proxy', proxy: actor.id } as const) : byThemselves
    const data = {
      ...who,
      receiver: null,
      consent: null,
      identityChecked: false,
      by: 'code',
    } as const
    return [{ type: 'OrderHandOverStarted', data }]
  },
  refusals: {
    ...orderRefusals,
    ...shelfRefusals,
    wrong:
      'That code is not right. {left} tries left. It stands in the message that says the order is ready.',
    late: 'This order went back on the shelf on {on:day} and nothing was charged. Order again, if it is still needed.',
    'code-dead': 'This code was mistyped too often and is dead. Ask at the desk for a new one.',
    'too-often':
      'Too many tries were wrong at this screen. It goes on at {until:time}; until then the desk hands orders over.',
    'look-first': 'Something in this order has to be looked at first. Ask at the desk.',
  },
  next: ['place-order'],
})

const byThemselves = { receivedBy: 'patient', proxy: null } as const
