import { type Envelope, idOf } from '#kernel/event.ts'
import type { PageContext } from '#kernel/page.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { ordersCountOf } from '#modules/dispensary/published.ts'
import { longDay } from '#values/local-time.ts'
import { formatPhone } from '#values/phone.ts'
import type { PersonEvents } from '../events.ts'
import { proxiesOf } from '../projections/proxy-queries.ts'
import { personById, personStream } from '../published.ts'
import { wardsOf } from '../record-facts.ts'

/** Who somebody is, by what is on their record. */
async function whoOf(context: PageContext, id: string, country: string) {
  const found = await context.ask(personById(id))
  const answers = [
    { title: 'Name', text: found?.name ?? '' },
    { title: 'Born', text: found?.dob ? longDay(found.dob) : '' },
    { title: 'Telephone', text: found?.phone ? formatPhone(found.phone, country) : '' },
    { title: 'E-mail', text: found?.email ?? '' },
  ]
  return {
    name: found?.name || 'erased',
    href: context.href(personStream(id)),
    answers: answers.map((one) => ({ ...one, text: one.text || 'not on file' })),
  }
}

const counted = (count: number, one: string, many: string): readonly string[] =>
  count === 0 ? [] : [count === 1 ? `1 ${one}` : `${count} ${many}`]

/** What will be found under the record that is kept. */
async function movesOf(context: PageContext, id: string) {
  const [orders, wards, proxies] = await Promise.all([
    context.ask(ordersCountOf(id)),
    context.ask(wardsOf(id)),
    context.ask(proxiesOf(id)),
  ])
  return [
    ...counted(orders.all, 'order', 'orders'),
    ...counted(wards.length, 'child whom they answer for', 'children whom they answer for'),
    ...counted(proxies.length, 'proxy who may act for them', 'proxies who may act for them'),
    'The statement of the wallet, which is empty; what was paid stays in the books as it is',
    'The address of this record, which leads to the one that is kept',
  ]
}

/** The state of `people/merge-check.njk`: both records side by side, and what moves. */
export async function readMergeCheck(context: PageContext, events: readonly Envelope[]) {
  const merged = (events as readonly (Envelope & PersonEvents)[]).find(
    ({ type }) => type === 'RecordsMerged',
  )
  if (merged?.type !== 'RecordsMerged') return {}
  const from = idOf(merged.stream)
  const country = (await context.ask(clinicSettings()))?.country ?? ''
  const [gone, kept, moves] = await Promise.all([
    whoOf(context, from, country),
    whoOf(context, merged.data.into, country),
    movesOf(context, from),
  ])
  return { gone, kept, moves }
}
