import { test } from 'node:test'
import { story, storyId, storyTime } from '#kernel/story.ts'
import { maria, mariaRegistered, mariaRow, sam } from '../record-story.ts'
import { changeEmail } from './change-email.ts'

const given = story(changeEmail)
const facts = { person: mariaRow, others: [] }
const typed = { email: 'maria@new.example', family: false }
const requested = {
  type: 'EmailChangeRequested',
  data: {
    request: 'derived-email-change',
    until: storyTime + 7 * 24 * 3_600_000,
    email: 'maria@new.example',
    notice: 'derived-notice',
  },
}

test('a new address is asked for, and the one on file hears of it', () =>
  given(mariaRegistered).when(maria, typed, { facts }).thenEvents(requested))

test('where there was no address, nobody has to be told', () =>
  given(mariaRegistered)
    .when(sam, typed, { facts: { ...facts, person: { ...mariaRow, email: '' } } })
    .thenEvents({ ...requested, data: { ...requested.data, notice: null } }))

test('the address on file is no new one, whatever its case', () =>
  given(mariaRegistered)
    .when(maria, { ...typed, email: 'Maria@Example.org' }, { facts })
    .thenRefused('same'))

test('staff hear whose address it is, and may share it in a family; a patient hears nothing', () => {
  const taken = { ...facts, others: [{ id: storyId(7) }] }
  given(mariaRegistered)
    .when(sam, typed, { facts: taken })
    .thenRefused('in-use', { other: storyId(7) })
  given(mariaRegistered)
    .when(sam, { ...typed, family: true }, { facts: taken })
    .thenEvents(requested)
  given(mariaRegistered).when(maria, typed, { facts: taken }).thenEvents(requested)
})
