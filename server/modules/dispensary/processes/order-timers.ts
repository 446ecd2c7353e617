import type { Act } from '#kernel/process.ts'
import { daysAfter, keptDays, oneWeekdayAfter, reminderDays } from '../rules/promise.ts'
import { markAnswered } from './order-answers.ts'
import type { OrderProcess } from './order-state.ts'
import { putBackUncollected, remindToCollect, warnOfWaiting } from './order-steps.ts'

/** Sets the bench a deadline of one weekday, in place of the one before, and none before what was promised. */
export const warnLater = ({ promised }: OrderProcess, at: number): Act => ({
  do: 'timer',
  name: 'late',
  due: Math.max(promised ?? 0, oneWeekdayAfter(at)),
})

/** From now on it is kept for so many days, and whoever collects it is reminded. */
export function madeReady(state: OrderProcess, round: number, at: number): readonly Act[] {
  const told = markAnswered(state, round)
  if (state.phase !== 'ready' || round !== state.round) return told
  const reminders = reminderDays.map(
    (day): Act => ({ do: 'timer', name: `remind:${day}`, due: daysAfter(at, day) }),
  )
  const last: Act = { do: 'timer', name: 'put-back', due: daysAfter(at, keptDays) }
  return [...told, { do: 'drop', name: 'late' }, ...reminders, last]
}

/** What is due: a warning, a reminder, or that it goes back. */
export function afterTimer(state: OrderProcess, name: string, at: number): readonly Act[] {
  const { phase } = state
  if (name === 'late' && (phase === 'open' || phase === 'preparing')) {
    return [warnOfWaiting(state, phase === 'open' ? 'confirmed' : 'preparing')]
  }
  if (phase !== 'ready') return []
  if (name === 'put-back') return [putBackUncollected(state)]
  const day = reminderDays.find((one) => name === `remind:${one}`)
  return day ? [remindToCollect(state, day, daysAfter(at, keptDays - day))] : []
}
