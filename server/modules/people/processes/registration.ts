import { idOf } from '#kernel/event.ts'
import { process } from '#kernel/process.ts'
import { walletStream } from '#modules/wallets/published.ts'

type Registration = { readonly person: string }

const openWallet = {
  todo: 'Open the wallet',
  doing: 'Opening the wallet',
  done: 'The wallet is open',
}

/** A person gets a wallet as soon as there is a record; only then are they registered. */
export const registration = process<Registration>({
  name: 'registration',
  version: 1,
  title: 'Registration',
  types: ['PersonRegistered'],
  begins: ['PersonRegistered'],
  route: ({ stream }) => idOf(stream),
  initialState: { person: '' },
  evolve: (state, { type, stream }) =>
    type === 'PersonRegistered' ? { person: idOf(stream) } : state,
  react({ person }, { type, data }) {
    if (type === 'PersonRegistered') {
      const target = walletStream(person)
      return [{ do: 'send', step: 'open-wallet', intent: 'open-wallet', target, data: { person } }]
    }
    // A wallet that is open already is what was wanted.
    if (type === 'StepSucceeded' || (type === 'StepRejected' && data['code'] === 'exists')) {
      return [
        { do: 'answer', as: 'succeeded', facts: { person } },
        { do: 'end', as: 'completed' },
      ]
    }
    if (type === 'StepRejected') return [{ do: 'stuck', as: 'The wallet could not be opened' }]
    return []
  },
  plan: () => [{ step: 'open-wallet', words: openWallet }],
  waitsFor: () => undefined,
})
