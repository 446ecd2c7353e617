import { deepStrictEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { mapOf } from '#kernel/process-map.ts'
import { register } from '#kernel/registry.ts'
import { modules } from './modules.ts'

/** Of these the page says that rare ways may be missing. */
const tooManifold = ['order', 'order-mail']

const { processes, intents } = register(modules)

for (const process of processes.values()) {
  test(`the map of “${process.title}” shows every state that it says it has, and no other`, () => {
    const map = mapOf(process, intents)
    if (globalThis.process.env['SHOW']) console.dir({ name: process.name, ...map }, { depth: 6 })
    ok(process.phases, 'It names its states')
    deepStrictEqual(
      { undeclared: map.undeclared, unreached: map.unreached },
      { undeclared: [], unreached: [] },
    )
    ok(map.isWhole || tooManifold.includes(process.name), 'All that can happen to it was tried')
    const waits = map.states.some(({ waitsFor }) => waitsFor !== undefined)
    ok(map.ends.length > 0 || waits, 'It comes to an end, or waits for somebody')
  })

  test(`everything that “${process.title}” takes note of is on its map`, () => {
    const shown = new Set((process.examples ?? []).map(({ type }) => type))
    deepStrictEqual(
      process.types.filter((type) => !shown.has(type)),
      [],
    )
  })
}
