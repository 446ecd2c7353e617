import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { createSay } from '#values/say.ts'
import { answersIn } from './answers.ts'

const say = createSay({ zone: 'Europe/London', currency: 'GBP', names: () => undefined })
const ways = [{ value: 'nothing-given', text: 'Nothing was given' }]
const how = { kind: 'radio', name: 'settlement', label: 'How?', required: true } as const

test('what was chosen is told in the words of its list', () => {
  const inputs = [{ ...how, options: ways, value: 'nothing-given' }]
  deepEqual(answersIn(say, inputs), [{ title: 'How?', text: 'Nothing was given' }])
})

test('a choice that is on no list any more is left out: its code says nothing', () => {
  const inputs = [{ ...how, options: [], value: 'nothing-given' }]
  deepEqual(answersIn(say, inputs), [])
})
