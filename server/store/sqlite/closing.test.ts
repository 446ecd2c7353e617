import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { register } from '#kernel/registry.ts'
import { storyId } from '#kernel/story.ts'
import {
  addCoins,
  idsFrom,
  migrationsFolder,
  newFolder,
  stoppedClock,
} from '../contract/toy-clinic.ts'
import { modules } from '../contract/toy-modules.ts'
import { machineRandom } from './random.ts'
import { openThreadStore } from './thread-store.ts'

test('a store that closes takes what is on its way, and its writer ends without a word', async () => {
  const said: string[] = []
  const store = await openThreadStore({
    folder: newFolder(),
    registry: register(modules),
    modules: new URL('../contract/toy-modules.ts', import.meta.url).href,
    migrations: migrationsFolder,
    clock: stoppedClock(),
    random: machineRandom(),
    onFatal: (sentence) => said.push(sentence),
    say: (sentence) => said.push(sentence),
  })
  const id = idsFrom(1)
  const submissions = [1, 2, 3].map(() => store.submit(addCoins(id(), storyId(50), 5)))
  await store.close()
  const answers = await Promise.all(submissions)
  deepEqual(
    answers.map(({ kind }) => kind),
    ['accepted', 'accepted', 'accepted'],
  )
  deepEqual(said, [])
})
