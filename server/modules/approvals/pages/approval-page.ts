import { categoryOf } from '#kernel/event.ts'
import type { Page, PageContext } from '#kernel/page.ts'
import { type ApprovalRow, approvalById } from '../projections/approval-queries.ts'
import { statusOf, titleOf } from './approval-words.ts'

/** The intents that decide on a request about a thing are named after its kind. */
const decidingNames = (stream: string) => [
  `approve-${categoryOf(stream)}-request`,
  `decline-${categoryOf(stream)}-request`,
]

function answersOf({ say }: PageContext, one: ApprovalRow) {
  const { beneficiary, askedBy, askedAt, decidedBy, decidedAt, declinedBecause } = one
  return [
    { title: 'What', text: titleOf(one, say) },
    ...(beneficiary ? [{ title: 'For', text: say.name(beneficiary) }] : []),
    { title: 'Why', text: one.reason },
    { title: 'Asked by', text: `${say.name(askedBy)}, ${say.moment(askedAt).text}` },
    ...(decidedBy
      ? [
          {
            title: 'Decided by',
            text: `${say.name(decidedBy)}, ${say.moment(decidedAt ?? 0).text}`,
          },
        ]
      : []),
    ...(declinedBecause ? [{ title: 'Why it was declined', text: declinedBecause }] : []),
  ]
}

/** The forms that decide on it, where this actor may and nobody has. */
async function formsOf(
  context: PageContext,
  { state, stream, request, askedBy, beneficiary }: ApprovalRow,
) {
  const { id } = context.actor
  if (state !== 'open' || id === askedBy || id === beneficiary) return []
  const found = await Promise.all(
    decidingNames(stream).map((name) => context.form(name, stream, { request })),
  )
  return found.filter((form) => form !== undefined)
}

/** A request in one moment: what is asked, by whom and for whom, and the forms that decide on it. */
export const approvalPage: Page = {
  path: '/approvals/:id',
  view: 'approvals/approval.njk',
  by: { manager: 'clinic', admin: 'clinic', receptionist: 'clinic' },
  async read(context) {
    const { say, actor, params } = context
    const one = await context.ask(approvalById(params['id'] ?? ''))
    if (!one) return undefined
    const forms = await formsOf(context, one)
    const isOwn = one.state === 'open' && (actor.id === one.askedBy || actor.id === one.beneficiary)
    const [about] = [{ rel: 'about', href: context.href(one.stream), title: 'What it is about' }]
    return {
      title: titleOf(one, say),
      back: { rel: 'approvals', href: '/approvals', title: 'Requests' },
      links: [about],
      offers: forms.map((form) => ({
        rel: form.name,
        intent: form.name,
        href: `${context.href(one.stream)}/${form.name}?request=${one.request}`,
        title: form.heading,
      })),
      state: {
        request: one.request,
        what: one.what,
        amount: say.money(one.amount),
        reason: one.reason,
        state: one.state,
      },
      print: {
        about,
        forms,
        isOwn,
        status: statusOf(one),
        answers: answersOf(context, one),
      },
    }
  },
}
