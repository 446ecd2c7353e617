import { equal } from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { PageChanges } from '#kernel/page.ts'
import type { OnCommit, Store } from '#kernel/store.ts'
import { createChanges, type Listener } from '#web/changes.ts'

const bench: PageChanges = { of: 'order', news: ['OrderConfirmed'], others: [], words: String }

/** Changes over a store without a log, under a clock that the test moves. */
function open(context: TestContext) {
  context.mock.timers.enable({ apis: ['setTimeout', 'setInterval'] })
  let commit: OnCommit = () => {}
  let reads = 0
  const store = {
    onCommit(listener: OnCommit) {
      commit = listener
      return () => {}
    },
    async log() {
      reads += 1
      return []
    },
  }
  const changes = createChanges({ store: store as unknown as Store })
  const heard: string[] = []
  const listen = (isThere: () => boolean) => {
    const listener: Listener = {
      tell: isThere,
      beat() {
        heard.push('beat')
        return isThere()
      },
      end: () => void heard.push('end'),
    }
    return changes.listen({ who: 'kofi', changes: bench, from: 0, seen: 0 }, listener)
  }
  return { changes, heard, listen, reads: () => reads, commit: () => commit(1) }
}

test('a line that is silent hears that we are still there, until it is asked to come again', (context) => {
  const { changes, heard, listen } = open(context)
  listen(() => true)
  context.mock.timers.tick(2 * 15_000)
  equal(heard.join(), 'beat,beat')
  context.mock.timers.tick(18 * 15_000)
  equal(heard.at(-1), 'end')
  equal(changes.count(), 0)
})

test('whoever does not take what is sent is let go', (context) => {
  const { changes, heard, listen } = open(context)
  listen(() => false)
  context.mock.timers.tick(15_000)
  equal(heard.join(), 'beat,end')
  equal(changes.count(), 0)
})

test('nothing is read for nobody, and commits that come together are read once', (context) => {
  const { listen, reads, commit } = open(context)
  commit()
  context.mock.timers.tick(1_000)
  equal(reads(), 0)
  const leave = listen(() => true)
  commit()
  commit()
  context.mock.timers.tick(1_000)
  equal(reads(), 1)
  leave?.()
  commit()
  context.mock.timers.tick(60_000)
  equal(reads(), 1)
})
