import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import type { Envelope } from '#kernel/event.ts'
import { storyId } from '#kernel/story.ts'
import { benchFor, settled, stores } from './stores.ts'
import { addCoins } from './toy-clinic.ts'

// What every store promises to those who follow its commits.
for (const [name, open] of stores) {
  test(`${name}: whoever follows hears of every commit, before what came of it is answered`, async (context) => {
    const { store, id } = await benchFor(context, open)
    const heads: number[] = []
    const told: Envelope[] = []
    let isWhole = true
    await settled(store, addCoins(id(), storyId(50), 9))
    const from = await store.head()
    const stop = store.onCommit((head, events) => {
      heads.push(head)
      if (events) told.push(...events)
      else isWhole = false
    })
    const submission = await store.submit(addCoins(id(), storyId(50), 9))
    ok(submission.kind === 'accepted')
    ok((heads.at(-1) ?? 0) >= (submission.command.last ?? 0), 'it was told before it was answered')
    await settled(store, addCoins(id(), storyId(51), 2))
    deepEqual(
      heads,
      [...heads].sort((one, other) => one - other),
    )
    equal(heads.at(-1), await store.head())
    // A store that can tell what was committed tells all of it, as it is read.
    if (isWhole) deepEqual(told, await store.log({ after: from, limit: 1_000 }))
    stop()
    const count = heads.length
    await settled(store, addCoins(id(), storyId(52), 1))
    equal(heads.length, count)
  })
}
