import type { Envelope } from '#kernel/event.ts'
import type { WalletEvents } from '#modules/wallets/published.ts'
import { check, type Report } from './check.ts'

type Lines = {
  readonly lines: Map<string, { readonly taken: number; refunded: number }>
  readonly payments: Set<string>
}

type Data<Type extends WalletEvents['type']> = Extract<WalletEvents, { type: Type }>['data']

function takeRefund({ lines }: Lines, event: Envelope, sign: 1 | -1, report: Report) {
  const { line: id, amount } = event.data as Data<'MoneyRefunded'>
  const line = lines.get(id)
  if (!line) return report(event, `something taken from the hold ${id}`, 'nothing')
  line.refunded += sign * amount
  const { taken, refunded } = line
  if (refunded > taken) report(event, `at most ${taken} refunded of ${id}`, String(refunded))
  if (refunded < 0) report(event, `a refund of ${id} to undo`, String(refunded))
}

function takePayment({ payments }: Lines, event: Envelope, report: Report): void {
  const { method, reference, day, second } = event.data as Data<'TopUpRecorded'>
  if (reference === '') return
  const payment = `${method} ${day} ${reference.normalize('NFKC').replaceAll(/\s+/g, '').toUpperCase()}`
  if (payments.has(payment) && !second) report(event, `the payment ${payment} once`, 'again')
  payments.add(payment)
}

/** M6: of what was taken never more is refunded, and one payment is recorded once. */
export const nothingIsGivenTwice = check<Lines>({
  id: 'M6',
  title: 'Never more is refunded than was taken, and each payment is recorded once',
  types: ['TopUpRecorded', 'HeldMoneyTaken', 'MoneyRefunded', 'RefundUndone'],
  begin: () => ({ lines: new Map(), payments: new Set() }),
  take(state, event, report) {
    switch (event.type) {
      case 'HeldMoneyTaken': {
        const { hold, amount } = event.data as Data<'HeldMoneyTaken'>
        state.lines.set(hold, { taken: amount, refunded: 0 })
        return
      }
      case 'TopUpRecorded':
        return takePayment(state, event, report)
      default:
        return takeRefund(state, event, event.type === 'MoneyRefunded' ? 1 : -1, report)
    }
  },
})
