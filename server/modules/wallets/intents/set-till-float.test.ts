import { test } from 'node:test'
import { story } from '#kernel/story.ts'
import { sam } from '../wallet-story.ts'
import { setTillFloat } from './set-till-float.ts'

const given = story(setTillFloat)

test('the desk says how much change lies in the drawer, and what it was is kept', () => {
  const first = { type: 'TillFloatSet' as const, data: { amount: 10_000, was: 0 } }
  given().when(sam, { amount: 10_000 }).thenEvents(first)
  given(first)
    .when(sam, { amount: 5_000 })
    .thenEvents({ type: 'TillFloatSet', data: { amount: 5_000, was: 10_000 } })
})

test('the change that lies there already is not set again', () =>
  given().when(sam, { amount: 0 }).thenRefused('same', { amount: 0 }))
