import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkDataFolders } from '#checks/data-folder.ts'
import { register } from '#kernel/registry.ts'
import { storyId } from '#kernel/story.ts'
import { clinicStream } from '#modules/clinic/published.ts'
import { personStream } from '#modules/people/published.ts'
import { walletStream } from '#modules/wallets/published.ts'
import type { Fault } from '#store/sqlite/writer.ts'
import { modules } from '../modules.ts'
import { type Cut, openTwoPlaces, type TwoPlaces } from '../testing/two-places.ts'

const registry = register(modules)
const bob = storyId(1)
const day = 24 * 3_600_000
const cuts: readonly Cut[] = ['whole', 'before', 'after']
const lines = cuts.flatMap((first) => cuts.map((second) => [first, second] as const))

async function begin(places: TwoPlaces): Promise<void> {
  const admin = { id: storyId(90), role: 'admin', onBehalfOf: null }
  const clinic = {
    name: 'Harbour Lane Clinic',
    shortName: '',
    zone: 'Europe/London',
    currency: 'GBP',
    country: 'GB',
    phone: '01632 960140',
    hours: 'Mon to Fri',
    firstAdmin: '',
  }
  const typed = {
    given: 'Bob',
    family: 'Marsh',
    dob: '1957-03-14',
    email: 'bob@example.org',
    phone: '',
    noEmail: null,
    guardian: null,
    terms: true,
    anyway: null,
  }
  const desk = { id: 'system:desk', role: 'system', onBehalfOf: null }
  const target = `${registry.intents.get('register-patient')?.on.stream}-${bob}`
  const founding = { id: storyId(80), intent: 'set-up-clinic', target: clinicStream, actor: admin }
  await places.desk.all.submit({ ...founding, data: clinic })
  await places.desk.all.submit({
    id: bob,
    intent: 'register-patient',
    target,
    actor: desk,
    data: typed,
  })
}

const typesOf = async (places: TwoPlaces, stream: string) =>
  (await places.desk.all.stream(stream)).map(({ type }) => type)

async function nothingOutOfPlace({ folders }: TwoPlaces): Promise<void> {
  const { breaches } = await checkDataFolders([folders.desk, folders.away], registry)
  assert.deepEqual(breaches, [])
}

for (const [first, second] of lines) {
  test(`a line that is ${first}, then ${second}: registered once, with one wallet`, async (context) => {
    const places = await openTwoPlaces(['wallets'])
    context.after(places.close)
    places.cut(first, second)
    await begin(places)
    if (second === 'after') {
      await places.desk.deliver()
      await places.restartAway()
    }
    await places.settle(day)
    assert.equal((await places.desk.all.command(bob))?.state, 'succeeded')
    assert.deepEqual(await typesOf(places, walletStream(bob)), ['WalletOpened'])
    await nothingOutOfPlace(places)
  })

  test(`a step refused after it, its undo over a line that is ${first}, then ${second}: nothing is left`, async (context) => {
    const refuse: Fault = ({ intent }) =>
      intent === 'request-confirmation' ? { do: 'refuse' } : undefined
    const places = await openTwoPlaces(['wallets'], refuse)
    context.after(places.close)
    places.cut('whole', first, second)
    await begin(places)
    await places.settle(day)
    assert.equal((await places.desk.all.command(bob))?.state, 'rejected')
    assert.deepEqual(await typesOf(places, walletStream(bob)), ['WalletOpened', 'NewWalletClosed'])
    assert.deepEqual((await typesOf(places, personStream(bob))).at(-1), 'PersonWithdrawn')
    await nothingOutOfPlace(places)
  })
}
