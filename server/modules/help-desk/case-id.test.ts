import { equal, match, notEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { idOf } from '#kernel/event.ts'
import { storyId } from '#kernel/story.ts'
import { modules } from '../../modules.ts'
import { caseIdOf } from './case-id.ts'

const id = storyId(50)

test('every process under an id has a case of its own, with an id that is one', () => {
  const names = modules.flatMap(({ processes }) => processes.map(({ name }) => name))
  const ids = names.map((name) => caseIdOf(`process.${name}-${id}`))
  equal(new Set([...ids, id]).size, names.length + 1)
  for (const one of ids) {
    match(one, /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    equal(idOf(`case-${one}`), one)
  }
})

test('the same process has the same case, another of its kind another', () => {
  const order = `process.order-${id}`
  equal(caseIdOf(order), caseIdOf(order))
  notEqual(caseIdOf(order), caseIdOf(`process.order-${storyId(51)}`))
})

test('a command that failed gives its case its own id', () => equal(caseIdOf(`command-${id}`), id))
