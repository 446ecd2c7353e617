import { test } from 'node:test'
import { story, storyId } from '#kernel/story.ts'
import { harbourLane as clinic } from '../../../testing/harbour-lane.ts'
import { ines, onFile, registered } from '../person-story.ts'
import { setGuardian } from './set-guardian.ts'

const given = story(setGuardian)(registered)
const target = `person-${storyId(1)}`
const chloe = onFile(storyId(5), { given: 'Chloe', dob: '1988-01-01' })
const ellie = onFile(storyId(1), { given: 'Ellie', dob: '2018-06-01' })
const facts = { clinic, ward: ellie, guardian: chloe }

test('a child gets a guardian', () =>
  given
    .when(ines, { guardian: chloe.id }, { target, facts })
    .thenEvents({ type: 'GuardianSet', data: { guardian: chloe.id } }))

test('from sixteen on people answer for themselves', () =>
  given
    .when(ines, { guardian: chloe.id }, { target, facts: { ...facts, ward: onFile(storyId(1)) } })
    .thenRefused('of-age', { age: 16 }))

test('a guardian is a grown-up whom we know and somebody else', () => {
  const when = (more: object, guardian = chloe.id) =>
    given.when(ines, { guardian }, { target, facts: { ...facts, ...more } })
  when({ guardian: undefined }).thenRefused('unknown')
  when({ guardian: ellie }, ellie.id).thenRefused('self')
  when({ guardian: { ...chloe, dob: '2012-01-01' } }).thenRefused('minor')
  when({ ward: { ...ellie, guardian: chloe.id } }).thenRefused('already')
  when({ ward: { ...ellie, dob: '' } }).thenRefused('no-birth-date')
})
