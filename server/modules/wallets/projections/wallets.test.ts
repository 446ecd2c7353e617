import assert from 'node:assert/strict'
import { test } from 'node:test'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { evolve } from '#kernel/decider.ts'
import type { Envelope } from '#kernel/event.ts'
import type { AnyIntent, anyIntent } from '#kernel/intent.ts'
import type { Projection, Write } from '#kernel/projection.ts'
import { isRefusal } from '#kernel/refusal.ts'
import { stored, storyId, storyTime } from '#kernel/story.ts'
import type { ClinicSettings } from '#modules/clinic/published.ts'
import type { Posting } from '../accounts.ts'
import { type Wallet, wallet } from '../deciders/wallet.ts'
import type { WalletEvents } from '../events.ts'
import { freezeWallet } from '../intents/freeze-wallet.ts'
import { holdMoney } from '../intents/hold-money.ts'
import { openWallet } from '../intents/open-wallet.ts'
import { releaseHeldMoney } from '../intents/release-held-money.ts'
import { takeHeldMoney } from '../intents/take-held-money.ts'
import { topUpWallet } from '../intents/top-up-wallet.ts'
import { unfreezeWallet } from '../intents/unfreeze-wallet.ts'
import { openHolds, walletOf, walletStream } from '../published.ts'
import { ledgerModel } from './ledger.ts'
import { topUpReferencesModel } from './top-up-references.ts'
import { walletsModel } from './wallets.ts'

// The same cases each time, so that a red run can be repeated.
fc.configureGlobal({ seed: 20_261_123 })

const person = storyId(1)
const clinic = { zone: 'Europe/London', topUpLimit: 50_000 } as ClinicSettings
const asked = (intent: Parameters<typeof anyIntent>[0], data: object) => ({
  intent: intent as AnyIntent,
  data,
})
type Asked = ReturnType<typeof asked>

const hold = fc.integer({ min: 1, max: 4 }).map(storyId)
const amount = fc.integer({ min: 1, max: 9_000 })
const anything: fc.Arbitrary<Asked> = fc.oneof(
  amount.map((one) =>
    asked(topUpWallet as never, { amount: one, method: 'cash', reference: '', second: false }),
  ),
  fc
    .tuple(hold, amount)
    .map(([id, one]) =>
      asked(holdMoney as never, { hold: id, amount: one, for: { kind: 'order', id } }),
    ),
  fc
    .tuple(hold, amount)
    .map(([id, one]) => asked(takeHeldMoney as never, { hold: id, amount: one })),
  hold.map((id) => asked(releaseHeldMoney as never, { hold: id, reason: 'Not needed' })),
  fc
    .constantFrom(freezeWallet, unfreezeWallet, openWallet)
    .map((intent) => asked(intent as never, { reason: 'Dispute', person })),
)

/** The events of one intent after another, refusals passed over, as the worker would carry them out. */
function carryOut(all: readonly Asked[]): readonly Envelope<WalletEvents>[] {
  const log: Envelope<WalletEvents>[] = []
  let state: unknown = wallet.initialState
  for (const { intent, data } of [asked(openWallet as never, { person }), ...all]) {
    const context = {
      command: storyId(100 + log.length),
      target: walletStream(person),
      person,
      at: storyTime + log.length,
      actor: { id: 'system:order', role: 'system', onBehalfOf: null },
      facts: { clinic, uses: [], using: undefined },
      id: (label: string) => label,
      isSecret: () => false,
    }
    const decision = intent.needs?.(state, context) ?? intent.decide(state, { ...context, data })
    if (isRefusal(decision)) continue
    for (const event of decision as readonly WalletEvents[]) {
      const place = {
        stream: walletStream(person),
        position: log.length + 1,
        version: log.length + 1,
        at: context.at,
        command: context.command,
      }
      const next = stored(event, place) as Envelope<WalletEvents>
      log.push(next)
      state = evolve(wallet as never, state, next)
    }
  }
  return log
}

const types = {
  text: 'TEXT NOT NULL',
  integer: 'INTEGER NOT NULL',
  'text?': 'TEXT',
  'integer?': 'INTEGER',
  bytes: 'BLOB NOT NULL',
  'bytes?': 'BLOB',
}

function opened(...models: readonly Projection[]) {
  const database = new Database(':memory:')
  for (const { tables } of models) {
    for (const [name, { columns, key, checks = [], unique = [] }] of Object.entries(tables)) {
      const parts = [
        ...Object.entries(columns).map(([column, type]) => `${column} ${types[type]}`),
        `PRIMARY KEY (${key.join(', ')})`,
        ...checks.map(({ sql }) => `CHECK (${sql})`),
        ...unique.map(({ columns: together }) => `UNIQUE (${together.join(', ')})`),
      ]
      database.exec(`CREATE TABLE ${name} (${parts.join(', ')}) STRICT`)
    }
  }
  const sqlOf = ({ sql }: { readonly sql: string }) => sql.replaceAll(/\{(\w+)\}/g, '$1')
  return {
    run: (writes: readonly Write[]) =>
      writes.map((one) => database.prepare(sqlOf(one)).run(...one.args)),
    ask: <A>(query: { sql: string; args: readonly unknown[]; answer(rows: never): A }): A =>
      query.answer(database.prepare(sqlOf(query)).all(...query.args) as never),
    all: (sql: string) => database.prepare(sql).all() as Record<string, number>[],
  }
}

function folded(log: readonly Envelope<WalletEvents>[], upTo = log.length): Wallet {
  return log
    .slice(0, upTo)
    .reduce<unknown>(
      (state, event) => evolve(wallet as never, state, event),
      wallet.initialState,
    ) as Wallet
}

const postingsOf = ({ data }: Envelope<WalletEvents>): readonly Posting[] =>
  'postings' in data ? data.postings : []
const total = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0)
const sequences = fc.array(anything, { maxLength: 40 })

test('whatever is asked of a wallet, nothing in it falls below nothing', () => {
  fc.assert(
    fc.property(sequences, (all) => {
      const log = carryOut(all)
      for (let count = 1; count <= log.length; count += 1) {
        const state = folded(log, count)
        assert.ok(state.status !== 'none' && state.available >= 0 && state.held >= 0)
        const holds = Object.values(state.holds)
        assert.ok(
          holds.every(({ left, status }) => left >= 0 && (status !== 'released' || left === 0)),
        )
        assert.equal(state.held, total(holds.map(({ left }) => left)))
      }
    }),
  )
})

test('whatever is asked of a wallet, every movement is booked on both sides', () => {
  fc.assert(
    fc.property(sequences, (all) => {
      for (const event of carryOut(all)) {
        const postings = postingsOf(event)
        assert.equal(
          total(postings.map(({ debit }) => debit)),
          total(postings.map(({ credit }) => credit)),
        )
        assert.ok(postings.every(({ debit, credit }) => debit + credit > 0))
      }
    }),
  )
})

test('whatever is asked of a wallet, its tables and the books agree with its events', () => {
  fc.assert(
    fc.property(sequences, (all) => {
      const log = carryOut(all)
      const models = [walletsModel, topUpReferencesModel, ledgerModel]
      const { run, ask, all: read } = opened(...models)
      for (const event of log) {
        for (const model of models) if (model.types.includes(event.type)) run(model.apply(event))
      }
      const state = folded(log)
      const shown = ask(walletOf(person))
      assert.ok(state.status !== 'none' && shown)
      assert.deepEqual(
        [shown.available, shown.held, shown.status],
        [state.available, state.held, state.status],
      )
      assert.equal(shown.paidIn, shown.available + shown.held + shown.taken)
      assert.equal(total(ask(openHolds(person)).map((one) => one.amount)), state.held)
      const [books] = read(
        'SELECT COALESCE(SUM(debit), 0) AS debit, COALESCE(SUM(credit), 0) AS credit FROM account_days',
      )
      assert.equal(books?.['debit'], books?.['credit'])
    }),
    { numRuns: 40 },
  )
})

test('a reference stands once a day and method, unless a second payment was said to be one', () => {
  const { run } = opened(topUpReferencesModel)
  const used = (position: number, second: boolean, reference = '00 4417') =>
    topUpReferencesModel.apply(
      stored(
        { type: 'TopUpRecorded', data: { method: 'card', reference, day: '2026-11-23', second } },
        {
          position,
          stream: walletStream(person),
          command: storyId(position),
        },
      ),
    )
  run(used(1, false))
  assert.throws(() => run(used(2, false, '004417')), /UNIQUE/)
  run(used(3, true))
  run(used(4, true))
  assert.deepEqual(used(5, false, ''), [])
})
