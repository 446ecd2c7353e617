// Two dispensers, one last item: many who want the same thing at once, at the machines' door.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Clinic, openClinic } from '../serve.ts'
import { type Answer, hal, type Machine, pick, read, takeSeat } from './machine.ts'

let clinic: Clinic
let sam: Machine

before(async () => {
  clinic = await openClinic()
  sam = await takeSeat(clinic.url, 'sam')
})
after(() => clinic.stop())

const many = 50
const state = (answer: Answer) => pick(answer.body, 'state')
const link = (body: unknown, relation: string) => String(pick(body, '_links', relation, 'href'))
const offers = (answer: Answer, relation: string) =>
  pick(answer.body, '_links', relation, 'href') !== undefined

/** One of many sessions in somebody's seat, each held to limits of its own. */
function sends(
  token: string,
  path: string,
  fields: Readonly<Record<string, string>>,
): Promise<Answer> {
  return fetch(new URL(path, clinic.url), {
    method: 'POST',
    redirect: 'manual',
    headers: { accept: hal, authorization: `Bearer ${token}`, prefer: 'wait=20' },
    body: new URLSearchParams(fields),
  }).then(read)
}

async function done(token: string, path: string, fields: Readonly<Record<string, string>>) {
  const answer = await sends(token, path, fields)
  assert.equal(state(answer), 'succeeded', answer.text)
  return answer
}

/** A new item at a pound, of which there are so many. */
async function shelved(code: string, quantity: number): Promise<string> {
  const item = {
    intent: 'add-catalogue-item',
    code,
    name: `Sample ${code}`,
    unit: 'each',
    price: '1.00',
    taxRate: '20',
    stocked: 'yes',
    reorderLevel: '0',
    maxPerOrder: '9',
  }
  const added = await done('nora.1', '/catalogue', item)
  const thing = link(added.body, 'thing')
  await done('kofi.1', thing, { intent: 'receive-stock', quantity: String(quantity) })
  return thing
}

const idOf = (href: string) => href.slice(href.lastIndexOf('/') + 1)

function ordered(index: number, patient: string, item: string): Promise<Answer> {
  return sends(`sam.${100 + index}`, '/orders', {
    intent: 'place-order',
    patient,
    'item-1': item,
    'quantity-1': '1',
    total: '1.00',
  })
}

async function wallet(of: string): Promise<readonly [available: number, held: number]> {
  const { body } = await sam.ask(of)
  return [Number(pick(body, 'available', 'minor')), Number(pick(body, 'held', 'minor'))]
}

test(`of ${many} who order the last piece at once, one gets it and the others hear what they can do`, async () => {
  const item = await shelved('LAST-1', 1)
  const maria = await takeSeat(clinic.url, 'maria')
  const purse = link((await maria.ask('/')).body, 'wallet')
  await done('sam.1', purse, { intent: 'top-up-wallet', amount: '60', method: 'cash' })
  const [available, held] = await wallet(purse)
  const answers = await Promise.all(
    Array.from({ length: many }, (_, index) => ordered(index, maria.actor, idOf(item))),
  )
  const confirmed = answers.filter((one) => state(one) === 'succeeded')
  const denied = answers.filter((one) => state(one) === 'rejected')
  assert.deepEqual([confirmed.length, denied.length], [1, many - 1])
  for (const one of denied) {
    assert.equal(pick(one.body, 'code'), 'short-stock', one.text)
    assert.equal(pick(one.body, 'facts', 'left'), 0, one.text)
    assert.ok(offers(one, 'place-order'), one.text)
  }
  const shelf = await sam.ask(item)
  assert.deepEqual([pick(shelf.body, 'onHand'), pick(shelf.body, 'free')], [1, 0], shelf.text)
  // Whoever did not get it has all their money back.
  assert.deepEqual(await wallet(purse), [available - 100, held + 100])
})

test('of many who take one order to prepare it at once, one gets it and the others hear who did', async () => {
  const item = await shelved('CLAIM-1', 1)
  const { actor: maria } = await takeSeat(clinic.url, 'maria')
  const placed = await ordered(0, maria, idOf(item))
  const order = link(placed.body, 'order')
  const claims = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      sends(`kofi.${200 + index}`, order, { intent: 'start-preparing' }),
    ),
  )
  const taken = claims.filter((one) => state(one) === 'succeeded')
  const refused = claims.filter((one) => pick(one.body, 'code') === 'claimed')
  assert.deepEqual([taken.length, refused.length], [1, claims.length - 1])
  const shown = await sam.ask(order)
  assert.equal(pick(shown.body, 'state'), 'preparing', shown.text)
})
