import { idOf } from '#kernel/event.ts'
import { walletStream } from '#modules/wallets/published.ts'
import { type Aim, type Circumstances, idAt, nth, personOf, reason } from './aims.ts'
import { patients, thing, visitOf } from './cast.ts'
import type { Task } from './scenario.ts'

type OnMoney = Extract<
  Task,
  { readonly task: 'refund' | 'goodwill' | 'pay-out' | 'correct' | 'decide' }
>

/** Money that comes back, is given, leaves, is put right, or waits for a second person. */
export function onMoney(task: OnMoney, { books }: Circumstances): Aim {
  switch (task.task) {
    case 'correct': {
      const { command = thing('no movement'), wallet } = nth(books.movements, task.movement) ?? {}
      const target = wallet ?? walletStream(idAt(patients, 0))
      const direction = task.gained > 0 ? 'more' : 'less'
      const amount = Math.abs(task.gained)
      const data = { movement: command, direction, amount, reason, ask: false }
      return { intent: 'correct-ledger', target, data, person: personOf(idOf(target)) }
    }
    case 'decide': {
      const { id = thing('no request'), wallet } = nth(books.requests, task.request) ?? {}
      const target = wallet ?? walletStream(idAt(patients, 0))
      const intent = task.approves ? 'approve-wallet-request' : 'decline-wallet-request'
      return { intent, target, data: { request: id, reason }, person: personOf(idOf(target)) }
    }
    default:
      return onOwnMoney(task)
  }
}

function onOwnMoney(task: Exclude<OnMoney, { readonly task: 'correct' | 'decide' }>): Aim {
  const { person, amount } = task
  const target = walletStream(idAt(patients, person))
  if (task.task === 'pay-out') {
    const data = { amount, method: 'cash', reference: '', payee: true }
    return { intent: 'pay-out-balance', target, data, person }
  }
  const { ask } = task
  if (task.task === 'goodwill') {
    return { intent: 'give-goodwill', target, data: { amount, reason, ask }, person }
  }
  const line = visitOf(patients[person % patients.length]?.given ?? '')
  return { intent: 'refund-to-wallet', target, data: { line, amount, reason, ask }, person }
}
