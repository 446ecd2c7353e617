import type { Act } from '#kernel/process.ts'
import type { OrderProcess, Waiting } from './order-state.ts'

function answers(
  { waiting }: OrderProcess,
  isMeant: (one: Waiting) => boolean,
  answer: Omit<Extract<Act, { do: 'answer' }>, 'do' | 'command'>,
): readonly Act[] {
  return waiting.filter(isMeant).map(({ command }) => ({ do: 'answer', ...answer, command }))
}

/** The commands that wait for the process, but for the one that placed the order. */
export function owedTo({ waiting, endedBy }: OrderProcess): readonly string[] {
  return [...waiting.map(({ command }) => command), ...(endedBy ? [endedBy] : [])]
}

/** What is told to whoever marked the order ready in a round. */
export function markAnswered(state: OrderProcess, round: number): readonly Act[] {
  const { order, total } = state
  const isMeant = (one: Waiting) => one.task === 'mark' && one.round === round
  return answers(state, isMeant, { as: 'succeeded', facts: { order, total } })
}

/** What is told, once it is handed over, to whoever marked it ready in any round and heard nothing yet. */
export function marksAnswered(state: OrderProcess): readonly Act[] {
  const { order, total } = state
  const facts = { order, total }
  return answers(state, ({ task }) => task === 'mark', { as: 'succeeded', facts })
}

/** What is told to whoever handed it over or collected it. */
export function handAnswered(state: OrderProcess): readonly Act[] {
  const { order, total, round, leftOut } = state
  const isMeant = (one: Waiting) => one.task === 'hand' && one.round === round
  const facts = { order, total, ...(leftOut.length > 0 ? { leftOut } : {}) }
  return answers(state, isMeant, { as: 'succeeded', facts })
}

/** What is told to whoever asked for what the shelf refused: the order is being prepared again. */
export function refusalAnswered(state: OrderProcess): readonly Act[] {
  const { refused, round, order } = state
  if (!refused) return []
  const { code, facts } = refused
  const isMeant = (one: Waiting) => one.round === round
  return answers(state, isMeant, { as: 'rejected', code, facts: { ...facts, order } })
}

/** As what an order comes to nothing, with what the words about it name. */
export type Ending = {
  readonly code: 'cancelled' | 'lapsed' | 'undone'
  readonly facts?: object
}

/** What is told to whoever placed an order that was handed over before anybody heard that it is confirmed. */
export function placingAnswered({ answered, order, total }: OrderProcess): readonly Act[] {
  return answered ? [] : [{ do: 'answer', as: 'succeeded', facts: { order, total } }]
}

/** What is told to everybody who still waits when the order comes to nothing. */
export function allAnswered(state: OrderProcess, { code, facts }: Ending): readonly Act[] {
  const { order, answered } = state
  const no = { as: 'rejected', code, facts: { order, ...facts } } as const
  const placing: Act = { do: 'answer', ...no }
  return [...(answered ? [] : [placing]), ...answers(state, () => true, no)]
}

/** What is told to whoever asked to end it early. */
export function endingAnswered({ endedBy, order, total }: OrderProcess): readonly Act[] {
  return endedBy
    ? [{ do: 'answer', as: 'succeeded', command: endedBy, facts: { order, total } }]
    : []
}

/** What is told to whoever placed an order that was denied. */
export function denialAnswered({ order, total, why }: OrderProcess): Act {
  const facts = { ...why?.facts, order, accepted: total }
  return { do: 'answer', as: 'rejected', code: why?.code ?? 'undone', facts }
}
