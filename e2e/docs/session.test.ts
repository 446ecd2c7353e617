import { deepEqual, equal, ok, rejects, throws } from 'node:assert/strict'
import { test } from 'node:test'
import {
  filledIn,
  matchResponse,
  matchShown,
  matchText,
  parseShown,
  requestOf,
  turnsOf,
} from './session.ts'

const nothing = new Map<string, string>()
const differs = (shown: string, actual: object) =>
  'differs' in matchShown(parseShown(shown), actual, nothing)

test('what is shown must be there; what is not shown may be', () => {
  equal(differs('{ "state": "done", … }', { state: 'done', at: 1 }), false)
  equal(differs('{ "state": "done" }', { state: 'failed' }), true)
  equal(differs('{ "state": "done" }', {}), true)
  equal(differs('{ "price": { "text": "£1.00", … } }', { price: null }), true)
  equal(differs('{ "free": 0 }', { free: 1 }), true)
})

test('of a list the shown elements are there, in their order', () => {
  const list = { steps: [{ title: 'a' }, { title: 'b' }, { title: 'c' }] }
  equal(differs('{ "steps": [{ "title": "a" }, { "title": "c" }, …] }', list), false)
  equal(differs('{ "steps": [{ "title": "c" }, { "title": "a" }] }', list), true)
  equal(differs('{ "steps": [{ "title": "d" }, …] }', list), true)
})

test('an id is learnt where it is first shown, and is the same from then on', () => {
  const first = matchText('/orders/<order>', '/orders/01a2', nothing)
  ok('seen' in first)
  equal(first.seen.get('order'), '01a2')
  ok('differs' in matchText('<order>', '01a3', first.seen))
  equal(filledIn("'/orders/<order>'", first.seen), "'/orders/01a2'")
  throws(() => filledIn('<item>', first.seen), /used before it was shown/)
})

test('a status, a header or a body that is not as shown is told', async () => {
  const shown = 'HTTP/1.1 202 Accepted\nRetry-After: 1\n\n{ "state": "received" }'
  const answer = (status: number, after: string, state: string) =>
    new Response(JSON.stringify({ state }), { status, headers: { 'retry-after': after } })
  deepEqual(await matchResponse(shown, answer(202, '1', 'received'), nothing), nothing)
  await rejects(matchResponse(shown, answer(200, '1', 'received'), nothing), /status/)
  await rejects(matchResponse(shown, answer(202, '3', 'received'), nothing), /Retry-After/)
  await rejects(matchResponse(shown, answer(202, '1', 'failed'), nothing), /state/)
})

test('a session is read as it would be typed', async () => {
  const text =
    "$ curl -s 'http://127.0.0.1:8080/a?b=c' -H 'X-Y: z' -d 'k=v w'\n{}\n$ npx frontdesk check\nfine\n"
  const [first, second] = turnsOf({ language: 'console', text, line: 1 })
  const request = requestOf(first?.words ?? [], 'http://other:1')
  deepEqual(
    [request.url, request.method, request.headers.get('x-y'), await request.text()],
    ['http://other:1/a?b=c', 'POST', 'z', 'k=v w'],
  )
  deepEqual(second, { words: ['npx', 'frontdesk', 'check'], shown: 'fine' })
  throws(() => requestOf(['curl', '--insecure'], 'http://other:1'), /What is --insecure/)
})
