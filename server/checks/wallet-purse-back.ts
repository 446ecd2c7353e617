import { storyId } from '#kernel/story.ts'
import { ada, machine, nora, type sam } from './wallet-moves.ts'
import { type Act, free, nth, type Purse, reason, type Step } from './wallet-purse.ts'

/** What gives money back, gives it away or puts it right, as coins of a purse. */

function giveBack(line: string, amount: number): Act {
  return (purse, id) => {
    const known = purse.lines.get(line)
    if (!known || known.back + amount > known.taken) return false
    const giftsBack = [...purse.givenBack.values()].filter((one) => one.line === line)
    const gift = Math.min(amount, known.gift - giftsBack.reduce((sum, one) => sum + one.gift, 0))
    purse.gift += gift
    purse.own += amount - gift
    known.back += amount
    purse.givenBack.set(id, { line, amount, gift })
    return true
  }
}

export const refund = (by: typeof sam, number: number, amount: number): Step => ({
  intent: 'refund-to-wallet',
  by,
  data: () => ({ line: storyId(number), amount, reason, ask: true }),
  act(purse, id) {
    const line = storyId(number)
    const known = purse.lines.get(line)
    if (!known || known.back + amount > known.taken) return false
    if (by === nora || amount <= 2_500) return giveBack(line, amount)(purse, id)
    return ask(purse, id, by.id, giveBack(line, amount), `refund ${line}`)
  },
})

const asked = new WeakMap<Act, string>()

function ask(purse: Purse, id: string, by: string, act: Act, what: string): boolean {
  if (purse.requests.some((one) => one.isOpen && asked.get(one.act) === what)) return false
  asked.set(act, what)
  purse.requests.push({ id, by, act, isOpen: true })
  return true
}

export const undo = (index: number): Step => ({
  intent: 'undo-refund',
  by: machine,
  data: ({ givenBack }) => ({ refund: nth([...givenBack.keys()], index) ?? storyId(99), reason }),
  act(purse) {
    const id = nth([...purse.givenBack.keys()], index) ?? ''
    const known = purse.givenBack.get(id)
    if (!known) return true
    if (known.amount > free(purse)) return false
    const left = purse.own + purse.gift - known.amount
    purse.gift = Math.min(Math.max(0, purse.gift - known.gift), left)
    purse.own = left - purse.gift
    purse.givenBack.delete(id)
    const line = purse.lines.get(known.line)
    if (line) line.back -= known.amount
    return true
  },
})

export const payOut = (amount: number): Step => ({
  intent: 'pay-out-balance',
  by: nora,
  data: () => ({ amount, method: 'cash', reference: '', payee: true }),
  act(purse, id) {
    if (purse.isFrozen || amount > purse.own || amount > free(purse)) return false
    purse.own -= amount
    purse.movements.push({ id, kind: 'pay-out', amount })
    return true
  },
})

function gift(amount: number): Act {
  return (purse, id) => {
    purse.gift += amount
    purse.movements.push({ id, kind: 'goodwill', amount })
    return true
  }
}

export const goodwill = (amount: number): Step => ({
  intent: 'give-goodwill',
  by: nora,
  data: () => ({ amount, reason, ask: true }),
  act: (purse, id) =>
    amount <= 10_000 ? gift(amount)(purse, id) : ask(purse, id, nora.id, gift(amount), 'goodwill'),
})

function correction(index: number, gained: number): Act {
  return (purse) => {
    const movement = nth(purse.movements, index)
    if (!movement) return false
    const after = movement.amount + (movement.kind === 'pay-out' ? -gained : gained)
    const isLeaving = movement.kind === 'pay-out' && gained < 0
    if (after < 0 || free(purse) + gained < 0) return false
    if (isLeaving && -gained > purse.own) return false
    movement.amount = after
    const left = purse.own + purse.gift + gained
    const changed = movement.kind === 'goodwill' ? purse.gift + gained : purse.gift
    purse.gift = Math.min(Math.max(0, changed), left)
    purse.own = left - purse.gift
    return true
  }
}

export const correct = (index: number, gained: number): Step => ({
  intent: 'correct-ledger',
  by: nora,
  data: ({ movements }) => ({
    movement: nth(movements, index)?.id ?? storyId(99),
    direction: gained > 0 ? 'more' : 'less',
    amount: Math.abs(gained),
    reason,
    ask: true,
  }),
  act: (purse) => correction(index, gained)(purse, ''),
})

export const decide = (by: typeof sam, index: number): Step => ({
  intent: 'approve-wallet-request',
  by,
  data: ({ requests }) => ({ request: nth(requests, index)?.id ?? storyId(99) }),
  act(purse, id) {
    const request = nth(purse.requests, index)
    if (!request?.isOpen || request.by === by.id || !request.act(purse, id)) return false
    request.isOpen = false
    return true
  },
})

export const decline = (index: number): Step => ({
  intent: 'decline-wallet-request',
  by: ada,
  data: ({ requests }) => ({ request: nth(requests, index)?.id ?? storyId(99), reason }),
  act({ requests }) {
    const request = nth(requests, index)
    if (!request?.isOpen) return false
    request.isOpen = false
    return true
  },
})
