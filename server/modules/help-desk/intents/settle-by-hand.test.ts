import { deepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { stored, story, storyId } from '#kernel/story.ts'
import { caseOpened, heldAndStuck, knownAs, nora, released, stuckStream } from '../mend-story.ts'
import { settleByHand } from './settle-by-hand.ts'

const given = story(settleByHand)
const managers = [
  { id: nora.id, name: 'Nora Bright' },
  { id: storyId(45), name: 'Dara Quinn' },
]
const facts = { stuck: knownAs(...heldAndStuck()), managers, admins: [] } as never
const effect = {
  step: 'by-hand:0',
  stream: `wallet-${storyId(20)}`,
  type: 'HeldMoneyReleased',
  numbers: { amount: 1_820 },
  postings: [['wallet.held', 1_820, 0] as const, ['wallet.available', 0, 1_820] as const],
}
const form = {
  settlement: 'released',
  done: 'never came about',
  evidence: 'He rang and wants his money back.',
  reference: 'Call 17',
  effects: [effect],
  ask: false,
} as const

const settled = {
  type: 'StepSettledByHand',
  data: {
    process: stuckStream,
    as: 'released',
    title: released.title,
    done: form.done,
    evidence: form.evidence,
    reference: form.reference,
    effects: form.effects,
    approval: null,
  },
} as const

test('a manager settles it as the check page showed', () =>
  given(caseOpened).when(nora, form, { facts }).thenEvents(settled))

test('nothing is settled that was not looked at before', () =>
  given(caseOpened)
    .when(nora, { ...form, effects: null }, { facts })
    .thenRefused('not-seen'))

test('a way that leaves money held for nothing is refused', () =>
  given(caseOpened)
    .when(nora, { ...form, settlement: 'forgotten' }, { facts })
    .thenRefused('unbalanced', { amount: 1_820 }))

test('a way that is none any more is refused', () =>
  given(caseOpened)
    .when(nora, { ...form, settlement: 'eaten' }, { facts })
    .thenRefused('no-settlement'))

const dear = () => {
  const stuck = knownAs(...heldAndStuck(20_000))
  const settlements = () => [{ ...released, amount: 20_000 }]
  return {
    facts: {
      ...(facts as object),
      stuck: { ...stuck, process: { ...stuck.process, settlements } },
    } as never,
  }
}

test('over £100 a second person is asked, and nobody twice', () => {
  given(caseOpened)
    .when(nora, form, dear())
    .thenRefused('second-person', { limit: 10_000, amount: 20_000, names: 'Dara Quinn' })
  const asked = {
    type: 'ApprovalRequested',
    data: {
      request: storyId(8),
      intent: 'settle-by-hand',
      form: { settlement: 'released', done: form.done, effects: form.effects },
      what: 'Settling by hand: Nothing was given',
      amount: 20_000,
      beneficiary: storyId(20),
      reason: 'It never came about',
    },
  } as const
  const note = { type: 'CaseNoted', data: { note: `${form.evidence}\n${form.reference}` } } as const
  given(caseOpened)
    .when(nora, { ...form, ask: true }, dear())
    .thenEvents(note, asked)
  given(caseOpened, note, asked)
    .when(nora, { ...form, ask: true }, dear())
    .thenRefused('asked-already')
})

test('a preview that stopped half-way is not accepted as what will be written', () => {
  const released = stored({
    type: 'HeldMoneyReleased',
    data: { hold: storyId(50), amount: 1_820, postings: [] },
  })
  const end = { type: 'ProcessEnded', data: { as: 'resolved-by-hand' } } as const
  const ended = stored(end, { stream: stuckStream })
  const another = stored(end, { stream: 'process.email-confirmation-1' })
  const begun = stored(settled)
  const accepted = (...events: readonly ReturnType<typeof stored>[]) =>
    settleByHand.check?.accept?.({ ...form, effects: null }, events).effects
  deepStrictEqual(accepted(begun, released), null)
  deepStrictEqual(accepted(begun, released, another), null)
  deepStrictEqual(accepted(begun, released, ended), [])
})
