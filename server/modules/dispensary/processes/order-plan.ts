import type { PlannedStep } from '#kernel/process.ts'
import type { PricedLine } from '../events.ts'
import type { OrderProcess } from './order-state.ts'

const pricing: PlannedStep = {
  step: 'price-order',
  words: { todo: 'Check the prices', doing: 'Checking the prices', done: 'Prices checked' },
}

const confirming: PlannedStep = {
  step: 'confirm-order',
  words: { todo: 'Confirm the order', doing: 'Confirming the order', done: 'Confirmed' },
}

const denying: PlannedStep = {
  step: 'deny-order',
  words: {
    todo: 'Close the order',
    doing: 'Closing the order',
    done: 'Closed: nothing is held or charged',
  },
}

const cancelling: PlannedStep = {
  step: 'finish-cancellation',
  words: {
    todo: 'Finish the cancellation',
    doing: 'Finishing the cancellation',
    done: 'Cancelled: nothing is held or charged',
  },
}

/** Before the prices are checked it is not known which lines stand on the shelf. */
const reservingSome: PlannedStep = {
  step: 'reserve-stock',
  words: { todo: 'Reserve it on the shelf', doing: 'Reserving', done: 'Reserved on the shelf' },
}

function holding(total: number): PlannedStep {
  return {
    step: 'hold-money',
    words: {
      todo: 'Hold {total:money} in the wallet',
      doing: 'Holding {total:money} in the wallet',
      done: '{total:money} held in the wallet',
    },
    facts: { total },
  }
}

function reserving({ item, quantity, name }: PricedLine): PlannedStep {
  return {
    step: `reserve-stock:${item}`,
    words: {
      todo: 'Reserve {quantity} {name} on the shelf',
      doing: 'Reserving {quantity} {name} on the shelf',
      done: '{quantity} {name} reserved on the shelf',
    },
    facts: { quantity, name },
  }
}

/** The steps of an order in order, for pages: those of its ending too, once it ends early. */
export function orderPlan({ phase, priced, total, why, cancelledBy }: OrderProcess) {
  const reservations = priced
    ? priced.filter(({ stocked }) => stocked).map(reserving)
    : [reservingSome]
  const ending = cancelledBy ? [cancelling] : why ? [denying] : []
  if (phase === 'new') return []
  return [pricing, ...(total > 0 ? [holding(total)] : []), ...reservations, confirming, ...ending]
}
