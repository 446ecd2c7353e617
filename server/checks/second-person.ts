import { doerOf, type Envelope, idOf } from '#kernel/event.ts'
import type { ApprovalEvents } from '#modules/approvals/published.ts'
import { refundLimit, secondPersonAbove, type WalletEvents } from '#modules/wallets/published.ts'
import { check, type Report } from './check.ts'

type Asked = {
  readonly by: string
  readonly beneficiary: string | null
  readonly amount: number
  /** The command that decided on it, once one has. */
  decidedIn: string | null
  isApproved: boolean
}
type Requests = Map<string, Asked>
type Event = Envelope<ApprovalEvents | WalletEvents>
type Done = Extract<WalletEvents, { data: { readonly approval: string | null } }>

function takeDecision(requests: Requests, event: Event, request: string, report: Report) {
  const asked = requests.get(request)
  if (!asked) return report(event, `a request ${request}`, 'none')
  const { by, beneficiary, decidedIn } = asked
  if (decidedIn) report(event, `one decision on ${request}`, 'another')
  if (event.actor === by) report(event, 'somebody other than who asked', event.actor)
  if (event.actor === beneficiary) report(event, 'somebody who gains nothing', event.actor)
  asked.decidedIn = event.command
  asked.isApproved = event.type === 'ApprovalGiven'
}

function isOverLimit({ type, data, role }: Envelope<Done>): boolean {
  const amount = Math.abs(data.amount)
  return type === 'MoneyRefunded'
    ? role === 'receptionist' && amount > refundLimit
    : amount > secondPersonAbove
}

function takeDone(requests: Requests, event: Envelope<Done>, report: Report) {
  const { approval, amount } = event.data
  if (event.actor === idOf(event.stream)) report(event, 'somebody who gains nothing', event.actor)
  if (approval === null) {
    if (isOverLimit(event)) report(event, 'a second person who approved', 'none')
    return
  }
  const asked = requests.get(approval)
  const isApproved = asked?.isApproved === true && asked.decidedIn === event.command
  if (!isApproved) report(event, `the request ${approval} approved with it`, 'not approved')
  else if (asked.amount !== Math.abs(amount)) {
    report(event, `${asked.amount}, as was approved`, String(Math.abs(amount)))
  }
}

/** L6: who approves is neither who asked nor who gains by it, and nothing over a limit is done without. */
export const secondPersonsAreOthers = check<Requests>({
  id: 'L6',
  title: 'Whoever approves is neither who asked nor who gains by it',
  types: [
    'ApprovalRequested',
    'ApprovalGiven',
    'ApprovalDeclined',
    'MoneyRefunded',
    'GoodwillGiven',
    'LedgerCorrected',
  ],
  begin: () => new Map(),
  take(requests, stored, report) {
    const event = stored as Event
    switch (event.type) {
      case 'ApprovalRequested': {
        const { request, beneficiary, amount } = event.data
        const begun = { by: doerOf(event), decidedIn: null, isApproved: false }
        requests.set(request, { ...begun, beneficiary, amount })
        return
      }
      case 'ApprovalGiven':
      case 'ApprovalDeclined':
        return takeDecision(requests, event, event.data.request, report)
      case 'MoneyRefunded':
      case 'GoodwillGiven':
      case 'LedgerCorrected':
        return takeDone(requests, event, report)
    }
  },
})
