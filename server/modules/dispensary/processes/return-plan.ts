import type { PlannedStep } from '#kernel/process.ts'
import type { ReturnProcess } from './return-state.ts'

const asking: PlannedStep = {
  step: 'ask-refund',
  words: {
    todo: 'Ask a second person for the refund',
    doing: 'Asking a second person for the refund',
    done: 'A second person was asked for the refund',
  },
}

const refunding = (amount: number): PlannedStep => ({
  step: 'refund',
  words: {
    todo: 'Refund {amount:money}',
    doing: 'Refunding {amount:money}',
    done: '{amount:money} refunded',
  },
  facts: { amount },
})

const opened = { todo: 'Write it off', doing: 'Writing it off', done: 'Written off' }
const sealed = {
  todo: 'Put it back on the shelf',
  doing: 'Putting it back on the shelf',
  done: 'Back on the shelf',
}

const finishing: PlannedStep = {
  step: 'finish-return',
  words: { todo: 'Finish the return', doing: 'Finishing the return', done: 'Returned' },
}

const refusing: PlannedStep = {
  step: 'refuse-return',
  words: {
    todo: 'Close the return',
    doing: 'Closing the return',
    done: 'Closed: nothing came back',
  },
}

/** The steps of a return in order, for pages. */
export function returnPlan(state: ReturnProcess): readonly PlannedStep[] {
  const { id, amount, asks, stocked, condition, why } = state
  if (id === '') return []
  const money = amount === 0 ? [] : [asks ? asking : refunding(amount)]
  const goods: PlannedStep = {
    step: 'take-back',
    words: condition === 'opened' ? opened : sealed,
  }
  return [...money, ...(stocked ? [goods] : []), why ? refusing : finishing]
}
