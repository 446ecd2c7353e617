import type { PlannedStep } from '#kernel/process.ts'
import type { LeftOut } from '../events/fulfilment-events.ts'
import type { PricedLine } from '../events.ts'
import type { OrderProcess } from './order-state.ts'
import { handOutStep, linesOut } from './order-steps.ts'

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

const lapsing: PlannedStep = {
  step: 'lapse-order',
  words: {
    todo: 'Close the order',
    doing: 'Closing the order',
    done: 'Back on the shelf: nothing is held or charged',
  },
}

const undoing: PlannedStep = {
  step: 'undo-order',
  words: {
    todo: 'Close the order',
    doing: 'Closing the order',
    done: 'Undone: nothing is held or charged',
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

/** Until a dispenser has picked, all of it is one step that stands for their work. */
function preparing(state: OrderProcess, stocked: readonly PricedLine[]): readonly PlannedStep[] {
  const { picked, round } = state
  const ready: PlannedStep = {
    step: `set-ready:${Math.max(1, round)}`,
    words: { todo: 'Prepare it', doing: 'Setting it ready', done: 'Ready to be collected' },
  }
  if (!picked) return [ready]
  const picks = stocked.map(({ item, name }) => ({
    step: `pick-stock:${item}:${round}`,
    words: { todo: 'Pick {name}', doing: 'Picking {name}', done: '{name} picked' },
    facts: { name },
  }))
  const words = {
    todo: 'Give back {amount:money} for what is missing',
    doing: 'Giving back {amount:money} for what is missing',
    done: '{amount:money} given back for what is missing',
  }
  const facts = { amount: picked.shortfall }
  const part = { step: `release-part:${round}`, words, facts }
  return [...picks, ...(picked.shortfall > 0 ? [part] : []), ready]
}

function goingOut(item: string, name: string, round: number): PlannedStep {
  return {
    step: handOutStep(item, round),
    words: { todo: 'Hand out {name}', doing: 'Handing out {name}', done: '{name} handed out' },
    facts: { name },
  }
}

/** A line that must stay here, and the money that was held for it. */
function leaving(
  { item, code, lot, amount }: LeftOut,
  name: string,
  round: number,
): readonly PlannedStep[] {
  const why = code === 'recalled-lot' ? 'lot {lot} was recalled' : 'lot {lot} is past its last day'
  const release: PlannedStep = {
    step: `leave-out:${item}:${round}`,
    words: {
      todo: `Leave out {name}: ${why}`,
      doing: `Leaving out {name}: ${why}`,
      done: `{name} left out: ${why}`,
    },
    facts: { name, lot },
  }
  const giveBack: PlannedStep = {
    step: `give-back:${item}:${round}`,
    words: {
      todo: 'Give back {amount:money} for {name}',
      doing: 'Giving back {amount:money} for {name}',
      done: '{amount:money} given back for {name}',
    },
    facts: { amount, name },
  }
  return amount > 0 ? [release, giveBack] : [release]
}

function handing(state: OrderProcess, stocked: readonly PricedLine[]): readonly PlannedStep[] {
  const { total, byCode, leftOut } = state
  const round = Math.max(1, state.round)
  const goes = linesOut(state).flatMap(
    ({ item }) => stocked.find((line) => line.item === item) ?? [],
  )
  const outs = goes.flatMap(({ item, name }): readonly PlannedStep[] => {
    const left = leftOut.find((one) => one.item === item)
    return left ? leaving(left, name, round) : [goingOut(item, name, round)]
  })
  const take = {
    step: 'take-held-money',
    words: {
      todo: 'Take {total:money} from the wallet',
      doing: 'Taking {total:money} from the wallet',
      done: '{total:money} taken from the wallet',
    },
    facts: { total },
  }
  const last: PlannedStep = {
    step: `finish-hand-over:${round}`,
    words: byCode
      ? { todo: 'Collect it', doing: 'Being collected', done: 'Collected' }
      : { todo: 'Hand it over', doing: 'Handing it over', done: 'Handed over' },
  }
  return [...(state.handing ? outs : []), ...(total > 0 ? [take] : []), last]
}

function endingOf({ phase, endedBy, lapses, why }: OrderProcess): readonly PlannedStep[] {
  if (endedBy) return [lapses ? lapsing : cancelling]
  if (phase === 'undoing' || (why && 'reason' in why.facts)) return [undoing]
  return why ? [denying] : []
}

/** The steps of an order in order, for pages: those of its ending too, once it ends early. */
export function orderPlan(state: OrderProcess): readonly PlannedStep[] {
  const { phase, priced, held, picked } = state
  if (phase === 'new') return []
  const stocked = (priced ?? []).filter((line) => line.stocked)
  const ending = endingOf(state)
  // What is ending early is not prepared any further: only what was begun of that is told. Nor does whoever
  // waits for one task to be done wait for what people do after it.
  const isPeoples = ending.length === 0 && phase !== 'forward'
  const isPicking = phase === 'picking' || phase === 'resuming'
  return [
    pricing,
    ...(held > 0 ? [holding(held)] : []),
    ...(priced ? stocked.map(reserving) : [reservingSome]),
    confirming,
    ...(isPeoples || picked ? preparing(state, stocked) : []),
    ...((isPeoples && !isPicking) || state.handing ? handing(state, stocked) : []),
    ...ending,
  ]
}
