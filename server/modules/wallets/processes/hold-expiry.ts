import { type Act, process, type Signal } from '#kernel/process.ts'
import { walletStream } from '../published.ts'

type HoldExpiry = {
  readonly hold: string
  readonly wallet: string
  readonly expires: number
  readonly isOver: boolean
}

function react(
  { hold, wallet, expires, isOver }: HoldExpiry,
  { type, data }: Signal,
): readonly Act[] {
  switch (type) {
    case 'MoneyHeld':
      return [{ do: 'timer', name: 'expiry', due: expires }]
    case 'TimerFired': {
      const reason = 'The time it was held for is over'
      const release = { intent: 'release-held-money', target: wallet, data: { hold, reason } }
      return [{ do: 'send', step: 'release', ...release }]
    }
    // Taken, or let go by its own process, before its time was over.
    case 'HeldMoneyTaken':
    case 'HeldMoneyReleased':
      return isOver ? [] : [{ do: 'end', as: 'closed' }]
    case 'StepRejected':
      return [{ do: 'stuck', as: `The hold was not released: ${String(data['code'])}` }]
    // Released already by whoever came first: then there was nothing to do, and nothing to be told.
    case 'StepSucceeded':
      return [{ do: 'end', as: 'expired' }]
    default:
      return []
  }
}

/** Lets held money go when its time is over, unless it was taken before. */
export const holdExpiry = process<HoldExpiry>({
  name: 'hold-expiry',
  version: 1,
  title: 'Hold until a time',
  types: ['MoneyHeld', 'HeldMoneyTaken', 'HeldMoneyReleased'],
  begins: ['MoneyHeld'],
  route({ type, data }) {
    const { hold, expires } = data as { hold: string; expires?: number | null }
    // Most holds wait for their process, however long that takes.
    return type === 'MoneyHeld' && typeof expires !== 'number' ? undefined : hold
  },
  initialState: { hold: '', wallet: '', expires: 0, isOver: false },
  evolve(state, { type, data, stream }) {
    if (type === 'TimerFired') return { ...state, isOver: true }
    if (type !== 'MoneyHeld') return state
    const [hold, expires] = [String(data['hold']), Number(data['expires'])]
    return { hold, wallet: stream, expires, isOver: false }
  },
  react,
  plan: () => [
    {
      step: 'release',
      words: {
        todo: 'Let the money go when the time is over',
        doing: 'Letting the money go',
        done: 'The money is free again',
      },
    },
  ],
  waitsFor: () => undefined,
  phases: { held: 'Held until a time', 'letting-go': 'Letting the money go' },
  phase: ({ isOver }) => (isOver ? 'letting-go' : 'held'),
  examples: ['MoneyHeld', 'HeldMoneyTaken', 'HeldMoneyReleased'].map((type) => ({
    type,
    stream: walletStream('01900000-0000-7000-8000-000000000001'),
    data: { hold: '01900000-0000-7000-8000-000000000002', expires: 0 },
  })),
})
