import { idOf } from '#kernel/event.ts'
import { thing } from '#kernel/fields.ts'
import { intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { person } from '../deciders/person.ts'
import { proxiesOf, proxyOptions } from '../projections/proxy-queries.ts'
import { recordRefusals, whyNotOpen } from '../record-words.ts'

/** Ends what was left to a proxy, at once. */
export const endProxy = intent({
  name: 'end-proxy',
  title: 'End a proxy',
  submit: 'End it now',
  takesAway: true,
  doing: 'Ending it',
  done: 'The proxy does not act for them any more',
  notDone: 'The proxy stays',
  on: person,
  by: { patient: 'own', receptionist: 'clinic', manager: 'clinic', system: 'clinic' },
  staleAfter: [],
  fields: { link: thing('Which proxy?') },
  reads: ({ target }) => ({ proxies: proxiesOf(idOf(target)) }),
  choices: ({ target }) => ({ link: proxyOptions(idOf(target)) }),
  needs: (state, { facts }) =>
    whyNotOpen(state) ?? (facts.proxies.length === 0 ? refuse('none') : undefined),
  decide(_, { data: { link }, facts }) {
    if (!facts.proxies.some((one) => one.link === link)) return refuse('gone')
    return [{ type: 'ProxyEnded', data: { link } }]
  },
  refusals: {
    ...recordRefusals,
    none: 'Nobody is named as proxy here, so there is nothing to end. Name one first.',
    gone: 'This proxy was ended already. Nothing is left to do.',
  },
  next: ['name-proxy'],
})
