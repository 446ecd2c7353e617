import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { row } from '#kernel/query.ts'
import { register } from '#kernel/registry.ts'
import { storyId } from '#kernel/story.ts'
import { clinicStream } from '#modules/clinic/published.ts'
import { walletStream } from '#modules/wallets/published.ts'
import type { Fault } from '#store/sqlite/writer.ts'
import { modules } from '../modules.ts'
import { type Cut, openTwoPlaces, type TwoPlaces } from '../testing/two-places.ts'

const registry = register(modules)
const bob = storyId(1)
const hour = 3_600_000
const always = Array.from({ length: 1_000 }, (): Cut => 'before')

async function registering(context: TestContext, fault: Fault): Promise<TwoPlaces> {
  const places = await openTwoPlaces(['wallets'], fault)
  context.after(places.close)
  const admin = { id: storyId(90), role: 'admin', onBehalfOf: null }
  const clinic = {
    ...{ name: 'Harbour Lane Clinic', shortName: '', zone: 'Europe/London', currency: 'GBP' },
    ...{ country: 'GB', phone: '01632 960140', hours: 'Mon to Fri', firstAdmin: '' },
  }
  const founding = { id: storyId(80), intent: 'set-up-clinic', target: clinicStream, actor: admin }
  await places.desk.all.submit({ ...founding, data: clinic })
  const typed = {
    ...{ given: 'Bob', family: 'Marsh', dob: '1957-03-14', email: 'bob@example.org', phone: '' },
    ...{ noEmail: null, guardian: null, terms: true, anyway: null },
  }
  await places.desk.all.submit({
    id: bob,
    intent: 'register-patient',
    target: `${registry.intents.get('register-patient')?.on.stream}-${bob}`,
    actor: { id: 'system:desk', role: 'system', onBehalfOf: null },
    data: typed,
  })
  return places
}

async function standing({ desk }: TwoPlaces) {
  const found = await desk.store.query(
    row<{ state: string; step: string }>(
      `SELECT state, step FROM {processes} WHERE id = ? AND name = 'registration'`,
      bob,
    ),
  )
  return [found?.state, found?.step]
}

async function typesOf({ away }: TwoPlaces) {
  return (await away.store.stream(walletStream(bob))).map(({ type }) => type)
}

test('a wallet that is heard to be closed after it was given up leaves nothing stuck', async (context) => {
  const places = await registering(context, ({ intent }) =>
    intent === 'complete-registration' ? { do: 'refuse' } : undefined,
  )
  places.cut('whole', ...always)
  await places.settle(2 * hour)
  assert.deepEqual(await standing(places), ['stuck', 'undo:open-wallet'])
  places.cut()
  await places.settle(24 * hour)
  assert.equal((await standing(places))[0], 'ended')
  assert.deepEqual(await typesOf(places), ['WalletOpened', 'NewWalletClosed'])
  assert.equal((await places.desk.all.command(bob))?.state, 'rejected')
})

test('a registration goes on, and is not shown as stuck, once it is heard that the wallet is open', async (context) => {
  const places = await registering(context, ({ intent }) =>
    intent === 'complete-registration' ? { do: 'hang' } : undefined,
  )
  places.cut(...always)
  await places.settle(hour)
  assert.deepEqual(await standing(places), ['stuck', 'open-wallet'])
  places.cut()
  while ((await typesOf(places)).length === 0) await places.settle(60_000)
  assert.deepEqual(await standing(places), ['running', 'complete-registration'])
})
