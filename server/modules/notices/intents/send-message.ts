import * as z from 'zod'
import { idOf } from '#kernel/event.ts'
import { fromProcess } from '#kernel/from-process.ts'
import { type Asking, intent } from '#kernel/intent.ts'
import { refuse } from '#kernel/refusal.ts'
import { message } from '../deciders/message.ts'
import type { MessageEvents, Written } from '../events.ts'
import { type SendMessage, wantedAddress } from '../published.ts'
import { recipientReads, standingOf } from '../recipients.ts'
import { confirmsAddress, whyNotMail } from '../standing.ts'

const fields = fromProcess<SendMessage>(
  {
    person: z.uuid(),
    kind: z.enum(['account', 'orders', 'reminders', 'news']),
    template: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
    to: z.string(),
    facts: z.record(z.string(), z.union([z.string(), z.number()])),
    link: z.object({ path: z.string().startsWith('/'), secret: z.string() }).nullable(),
  },
  ['to', 'facts'],
)

/** Writes to somebody. Whether it leaves as mail is decided here, from what is known of their address. */
export const sendMessage = intent({
  name: 'send-message',
  title: 'Write to somebody',
  submit: 'Write',
  doing: 'Writing',
  done: 'It is written',
  notDone: 'Not written',
  on: message,
  by: { system: 'clinic' },
  fields,
  person: ({ person }) => person,
  reads: ({ data }: Asking<SendMessage>) => recipientReads(data?.person ?? ''),
  needs: (state) => (state.status === 'none' ? undefined : refuse('exists')),
  decide(_, { data, facts, target }): readonly MessageEvents[] {
    const { person, kind, template, link } = data
    const named = data.to === wantedAddress ? (facts.patient?.wanted ?? '') : data.to
    const given = data.to === '' ? null : named
    const standing = standingOf(facts, kind)
    const confirms = confirmsAddress(link)
    const written: Written = {
      person,
      kind,
      template,
      to: given ?? standing.email,
      facts: data.facts,
      link,
      address: given === null ? 'file' : 'given',
      confirms,
    }
    const why = whyNotMail(standing, confirms, given)
    if (why) return [{ type: 'MessageSuppressed', data: { ...written, why } }]
    if (facts.clinic?.demo) return [{ type: 'MessageKept', data: written }]
    return [{ type: 'MessageQueued', data: { ...written, delivery: idOf(target) } }]
  },
  undoneBy: 'withdraw-message',
  receipt: () => ({ why: 'What it was about was taken back' }),
  refusals: {
    exists: 'This message was written already, so nobody is written to twice. Open it instead.',
  },
  next: [],
})
