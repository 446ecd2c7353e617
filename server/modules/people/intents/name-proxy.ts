import { idOf } from '#kernel/event.ts'
import { thing, tick } from '#kernel/fields.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { type Refusal, refuse } from '#kernel/refusal.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { dateField } from '#values/date-field.ts'
import { addMonths, ageOn, dayOf, longDay } from '#values/local-time.ts'
import { nameField } from '#values/name.ts'
import { orNothing } from '#values/optional.ts'
import { parsePhone, phoneField } from '#values/phone.ts'
import { person } from '../deciders/person.ts'
import type { PersonEvents } from '../events.ts'
import { peopleCalled, proxiesOf } from '../projections/proxy-queries.ts'
import { proxyTasks } from '../proxies.ts'
import { firstPeopleOptions, personById } from '../published.ts'
import type { ProxyTask } from '../record-events.ts'
import { recordRefusals, whyNotOpen } from '../record-words.ts'
import { adultAge } from '../terms.ts'

const longestMonths = 12
/** How many people are listed: more are no list to choose from, but a name and a number find them too. */
const listedMax = 200

type Form = {
  readonly proxy: string | null
  readonly name: string
  readonly phone: string
  readonly book: boolean
  readonly collect: boolean
  readonly wallet: boolean
  readonly until: string
}

const fields = {
  proxy: orNothing(thing('Who is the proxy?', { hint: 'Or give a name and a telephone number.' })),
  name: nameField('Name of the proxy', { optional: true }),
  phone: phoneField('Telephone of the proxy', { optional: true }),
  book: tick(proxyTasks.book),
  collect: tick(proxyTasks.collect),
  wallet: tick(proxyTasks.wallet),
  until: dateField('Last day', {}, { hint: 'At most a year from today, like 14 3 2027' }),
}

function reads({ target, data }: Asking<Form>) {
  return {
    clinic: clinicSettings(),
    called: peopleCalled(data?.name ?? '', data?.phone ?? ''),
    chosen: personById(data?.proxy ?? ''),
    proxies: proxiesOf(idOf(target)),
  }
}

function tasksOf(form: Form): readonly ProxyTask[] {
  return (['book', 'collect', 'wallet'] as const).filter((task) => form[task])
}

function untilRefusal(until: string, today: string): Refusal | undefined {
  if (until < today) return refuse('over')
  const last = addMonths(today, longestMonths)
  return until > last ? refuse('too-long', { last: longDay(last) }) : undefined
}

/** Lets somebody else act for a person, in what is named and until a day at most a year away. */
export const nameProxy = intent({
  name: 'name-proxy',
  title: 'Name a proxy',
  submit: 'Name the proxy',
  doing: 'Naming the proxy',
  done: 'The proxy is named',
  notDone: 'No proxy was named',
  on: person,
  by: { patient: 'own', receptionist: 'clinic', manager: 'clinic', system: 'clinic' },
  staleAfter: [],
  fields,
  reads,
  // Patients are not shown who else there is: they give a name and a number.
  choices: ({ actor, typed }) =>
    actor.role === 'patient'
      ? { proxy: firstPeopleOptions(0, '') }
      : { proxy: firstPeopleOptions(listedMax, typed?.['proxy'] ?? '') },
  needs: whyNotOpen,
  decide(_, { data, at, target, facts, id }): readonly PersonEvents[] | Refusal {
    const { clinic, chosen, called, proxies } = facts
    if (!clinic) return refuse('no-record')
    const today = dayOf(at, clinic.zone)
    if (data.proxy && !chosen) return refuse('unknown')
    if (!data.proxy && (!data.name || !data.phone)) return refuse('nobody')
    const phone = data.phone ? parsePhone(data.phone, clinic.country) : ''
    if (phone === undefined) return refuse('phone')
    const may = tasksOf(data)
    if (may.length === 0) return refuse('nothing')
    const wrong = untilRefusal(data.until, today)
    if (wrong) return wrong
    // Two records of one name and number tell nothing: which of them it is, the desk has to say.
    const proxy = chosen?.id ?? (called.length === 1 ? called[0] : null) ?? null
    if (proxy === idOf(target)) return refuse('self')
    if (chosen?.dob && ageOn(today, chosen.dob) < adultAge)
      return refuse('minor', { proxy, age: adultAge })
    if (proxy && proxies.some((one) => one.proxy === proxy && one.until >= today))
      return refuse('already', { proxy })
    const named = proxy ? { name: '', phone: '' } : { name: data.name, phone }
    return [
      { type: 'ProxyNamed', data: { link: id('proxy'), proxy, ...named, may, until: data.until } },
    ]
  },
  refusals: {
    ...recordRefusals,
    self: 'You do not need a proxy for yourself. Name somebody else.',
    nobody: 'Say who it is: choose somebody on file, or give a name and a telephone number.',
    nothing: 'Tick at least one thing that the proxy may do.',
    unknown:
      'We do not know that person. Choose somebody from the list, or give a name and a number.',
    phone:
      'That is no telephone number we could call. Check the digits, or write it with + and the country’s code.',
    over: 'That day is over already. Choose today or a later day.',
    'too-long':
      'A proxy is named for a year at most. Choose a day until {last}; it can be named again then.',
    minor: '{proxy:name} is under {age}. Name an adult.',
    already: '{proxy:name} is a proxy already. End that first, then name them again.',
  },
  next: ['end-proxy', 'name-proxy'],
})
