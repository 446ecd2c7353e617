import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { rows } from '#kernel/query.ts'
import { hiddenOf, ids, openDesk, pick } from '../testing/desk.ts'
import type { World } from '../testing/world.ts'

let world: World
before(async () => {
  world = await openDesk()
})
after(() => world.close())

const aisha = `/patients/${ids.aisha}/contact`
const maria = `/patients/${ids.maria}/contact`
const home = {
  phone: '07700 900 123',
  otherPhone: '',
  street: '4 Mill Lane',
  town: 'Harbourton',
  postcode: 'HB1 4QD',
  country: '',
}

const put = (path: string, seat: string, body: object, headers: Record<string, string> = {}) =>
  world.machine(path, seat, {
    method: 'PUT',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  })

test('what is read can be changed and put back under the version that was seen', async () => {
  const read = await world.machine(aisha, 'aisha')
  equal(read.status, 200)
  equal(read.headers.get('etag'), '"0"')
  const document = (await read.json()) as object
  const saved = await put(aisha, 'aisha', { ...document, ...home }, { 'if-match': '"0"' })
  equal(saved.status, 200, await saved.clone().text())
  equal(saved.headers.get('etag'), '"1"')
  const answer: unknown = await saved.json()
  equal(pick(answer, 'street'), '4 Mill Lane')
  equal(pick(answer, 'phone'), '+447700900123')
})

test('a document is not overwritten unseen: 428 without the version, 412 with another', async () => {
  equal((await put(aisha, 'aisha', home)).status, 428)
  for (const other of ['"0"', '"7"', '"x"', 'W/"0"', '"0", "2"']) {
    const refused = await put(aisha, 'aisha', { ...home, town: 'Elsewhere' }, { 'if-match': other })
    equal(refused.status, 412, other)
    equal(refused.headers.get('etag'), '"1"')
  }
  equal(pick(await (await world.machine(aisha, 'aisha')).json(), 'town'), 'Harbourton')
})

test('sent again as it is, a document stays as it is; broken, it is not taken', async () => {
  const again = await put(aisha, 'aisha', home, { 'if-match': '"1"' })
  deepEqual([again.status, again.headers.get('etag')], [200, '"1"'])
  const broken = await put(aisha, 'aisha', { ...home, phone: 'none' }, { 'if-match': '"1"' })
  equal(broken.status, 422)
  equal(pick(await broken.json(), 'errors', 0, 'field'), 'phone')
  equal((await put(aisha, 'aisha', home, { 'if-match': '*' })).status, 200)
})

test('whose it is not, cannot see it or change it', async () => {
  equal((await world.machine(aisha, 'maria')).status, 404)
  equal((await put(aisha, 'maria', home, { 'if-match': '"1"' })).status, 404)
  equal((await put(aisha, 'kofi', home, { 'if-match': '"1"' })).status, 403)
  const nobody = '/patients/01900000-0000-7000-8000-00000000aaaa/contact'
  equal((await put(nobody, 'sam', home, { 'if-match': '"0"' })).status, 404)
})

test('two people with one form: the second sees what is on file beside what they typed', async () => {
  const form = async (seat: string) =>
    hiddenOf((await world.page(maria, seat)).html, 'change-contact-details')
  const [sams, marias] = [await form('sam'), await form('maria')]
  const first = await world.send(maria, { ...sams, ...home, street: '1 Quay Street' }, 'sam')
  equal(first.status, 303)
  const second = await world.send(maria, { ...marias, ...home }, 'maria')
  equal(second.status, 409)
  const html = await second.text()
  for (const words of ['1 Quay Street', '4 Mill Lane', 'Now', 'Yours', 'Sam Pell'])
    ok(html.includes(words), words)
  const again = hiddenOf(html, 'change-contact-details')
  equal(again['expected-version'], '1')
  equal((await world.send(maria, { ...again, ...home }, 'maria')).status, 303)
  match((await world.page(maria, 'sam')).html, /4 Mill Lane/)
})

test('what cannot be kept is said at the form, and nothing that was typed is lost', async () => {
  const fields = hiddenOf((await world.page(maria, 'maria')).html, 'change-contact-details')
  const same = await world.send(maria, { ...fields, ...home }, 'maria')
  equal(same.status, 422)
  match(await same.text(), /on file already.*4 Mill Lane/s)
})

test('the log knows who changed what and when, and nothing of what it is', async () => {
  const [notice] = await world.store.stream(`contact-${ids.aisha}`)
  equal(notice?.actor, ids.aisha)
  deepEqual(notice?.data, { what: ['telephone', 'address'] })
  const events = await world.store.query(
    rows<{ data: string }>(`SELECT data FROM events WHERE data LIKE '%Mill%' OR data LIKE '%HB1%'`),
  )
  deepEqual(events, [])
  const received = await world.store.stream(`command-${notice?.command}`)
  deepEqual(Object.keys(received[0]?.data as object).includes('personal'), false)
  const kept = await world.store.query(
    rows<{ text: string }>(`SELECT CAST(sealed AS TEXT) AS text FROM documents`),
  )
  ok(kept.length === 2 && kept.every(({ text }) => !text.includes('Mill')))
})

test('a form, for those who change it on paper, shows who did it last', async () => {
  match((await world.page(aisha, 'sam')).html, /Changed by Aisha Rahman/)
  match(
    (await world.page(`${aisha}/events`, 'sam')).html,
    /Contact details were changed: telephone, address/,
  )
})
