import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import type { Envelope } from '#kernel/event.ts'
import { register } from '#kernel/registry.ts'
import type { OnCommit, Store } from '#kernel/store.ts'
import { storyId } from '#kernel/story.ts'
import { toyModule } from '#store/contract/toy.ts'
import { createThings } from './things.ts'

const registry = register([toyModule])
const purse = `purse-${storyId(50)}`
const added = (version: number, coins: number) =>
  ({ type: 'CoinsAdded', stream: purse, version, data: { coins, note: 'rent' } }) as Envelope

/** Things over a store that is told what it holds, and that counts how often it is read. */
function watched() {
  const log: Envelope[] = [added(1, 5)]
  const seen = { reads: 0 }
  let listener: OnCommit = () => undefined
  const store = {
    async stream() {
      seen.reads += 1
      return [...log]
    },
    personOf: async () => null,
    onCommit(heard: OnCommit) {
      listener = heard
      return () => undefined
    },
  } as Partial<Store> as Store
  const things = createThings(registry, store)
  const commit = (event: Envelope, told?: readonly Envelope[]) => {
    log.push(event)
    listener(log.length, told)
  }
  const free = async () => {
    const thing = await things.of(purse)
    return (thing?.state as { free: number } | undefined)?.free
  }
  return { commit, free, seen }
}

test('a thing follows what is committed without being read again', async () => {
  const { commit, free, seen } = watched()
  equal(await free(), 5)
  commit(added(2, 3), [added(2, 3)])
  commit(added(3, 1), [added(3, 1)])
  deepEqual([await free(), seen.reads], [9, 1])
})

test('after a commit of which nothing is told, such as one that erases, it is read again', async () => {
  const { commit, free, seen } = watched()
  await free()
  commit(added(2, 3))
  deepEqual([await free(), seen.reads], [8, 2])
})

test('where a version was missed it is read again, and one that is known counts once', async () => {
  const { commit, free, seen } = watched()
  await free()
  commit(added(2, 3), [])
  commit(added(3, 1), [added(3, 1)])
  deepEqual([await free(), seen.reads], [9, 2])
  commit(added(4, 1), [added(3, 1), added(4, 1)])
  deepEqual([await free(), seen.reads], [10, 2])
})

test('what was read while something was committed is not kept', async () => {
  const { commit, free, seen } = watched()
  const reading = free()
  commit(added(2, 3), [added(2, 3)])
  await reading
  deepEqual([await free(), seen.reads], [8, 2])
})
