import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { idOf } from '#kernel/event.ts'
import type { AnyIntent, Reach } from '#kernel/intent.ts'
import type { Page } from '#kernel/page.ts'
import { rows } from '#kernel/query.ts'
import { register } from '#kernel/registry.ts'
import { createSiteMap } from '#web/site-map.ts'
import { modules } from '../modules.ts'
import {
  askers,
  caseOf,
  openAllSorts,
  orderOf,
  quoteOf,
  type Relation,
  retryId,
  whose,
} from '../testing/all-sorts.ts'
import { ids } from '../testing/desk.ts'

const desk = await openAllSorts()
after(() => desk.close())
const registry = register(modules)
const map = createSiteMap(registry)

const relations = Object.keys(whose) as Exclude<Relation, 'nobody'>[]
const messages = await desk.store.query(
  rows<{ id: string; person: string }>('SELECT id, person FROM {messages}'),
)
const everybodys = (streamFor: (relation: Exclude<Relation, 'nobody'>) => string) =>
  relations.map((relation) => [relation, streamFor(relation)] as const)
const ofPerson = (category: string) => everybodys((relation) => `${category}-${whose[relation]}`)

type Things = readonly (readonly [Relation, string])[]

/** A thing of each kind for each relation; a kind that is missing here is a cell that nobody tries. */
const things: Readonly<Record<string, Things>> = {
  person: ofPerson('person'),
  wallet: ofPerson('wallet'),
  contact: ofPerson('contact'),
  registration: ofPerson('registration'),
  order: everybodys((relation) => `order-${orderOf(relation)}`),
  quote: everybodys((relation) => `quote-${quoteOf(relation)}`),
  message: everybodys(
    (relation) => `message-${messages.find(({ person }) => person === whose[relation])?.id}`,
  ),
  staff: [['foreign', `staff-${ids.kofi}`]],
  item: [['nobody', `item-${ids.tape}`]],
  case: everybodys((relation) => `case-${caseOf(relation)}`),
  process: [['nobody', `process.order-${orderOf('own')}`]],
  retry: [['nobody', `retry-${retryId}`]],
}

type Expected = 'granted' | 'forbidden' | 'unknown'

/** The rule once more, in other words than the program's. */
function expected(by: Readonly<Record<string, Reach>>, role: string, relation: Relation): Expected {
  if (by['anybody'] || by[role] === 'clinic') return 'granted'
  if (role !== 'patient' || relation === 'nobody') return 'forbidden'
  if (relation === 'foreign' || relation === 'erased') return 'unknown'
  if (relation === 'proxy') return by['proxy-collect'] ? 'granted' : 'forbidden'
  return by['patient'] === 'own' ? 'granted' : 'forbidden'
}

type Problem = { readonly title?: string; readonly detail?: string; readonly code?: string }

async function ask(seat: string, path: string, form?: Readonly<Record<string, string>>) {
  const body = form ? { method: 'POST', body: new URLSearchParams(form) } : {}
  const answer = await desk.machine(path, seat, body)
  const text = await answer.text()
  return {
    status: answer.status,
    problem: (text.startsWith('{') ? JSON.parse(text) : {}) as Problem,
  }
}

const plainOf = ({ title, detail, code }: Problem) => ({ title, detail, code })
const nowhere = '01900000-0000-7000-8000-00000000dead'

/** What an answer says is so for this cell. */
async function judge(
  cell: string,
  wanted: Expected,
  seat: string,
  path: string,
  form?: Readonly<Record<string, string>>,
): Promise<void> {
  const { status, problem } = await ask(seat, path, form)
  if (wanted === 'granted') {
    assert.ok(![401, 403, 404].includes(status), `${cell} was answered ${status}`)
    return
  }
  assert.equal(status, wanted === 'forbidden' ? 403 : 404, `${cell} was answered ${status}`)
  if (wanted === 'forbidden') {
    assert.match(
      problem.detail ?? '',
      /^(Only .+ can do this\.|Frontdesk does this by itself\.)/,
      cell,
    )
    return
  }
  const missing = await ask(seat, path.replace(/[0-9a-f-]{36}/, nowhere), form)
  assert.deepEqual(plainOf(problem), plainOf(missing.problem), `${cell} is told from a missing one`)
}

function thingsOf(category: string, why: string): Things {
  const only = map.only(category)
  const found = things[category] ?? (only ? [['nobody', only] as const] : undefined)
  assert.ok(found, `There is no ${category} here on which ${why} could be tried`)
  for (const [, stream] of found) assert.match(stream, /-[0-9a-f-]{36}$/, `${why}: ${stream}`)
  return found
}

async function tryIntent(intent: AnyIntent): Promise<number> {
  const category = intent.on.stream
  const form = { intent: intent.name, 'command-id': nowhere }
  let tried = 0
  const each = async (relation: Relation, path: string) => {
    for (const { seat, role } of askers) {
      const wanted = expected(intent.by, role, relation)
      // A form that is sent where it may be sent is another test's; here it is only opened.
      const cell = `${intent.name} by ${role} on ${relation}`
      if (wanted === 'granted') await judge(cell, wanted, seat, `${path}/${intent.name}`)
      else await judge(cell, wanted, seat, path, form)
      tried += 1
    }
  }
  if (intent.creates) {
    const list = map.collection(category)?.path
    // What is made has no owner before the form says whose; one's own is always somebody's to make.
    if (list) await each(intent.by['patient'] === 'own' ? 'own' : 'nobody', list)
    return tried
  }
  if (!map.thingPage(category)) return 0
  for (const [relation, stream] of thingsOf(category, intent.name)) {
    await each(relation, map.href(stream) ?? '')
  }
  return tried
}

test('every task, by every role, on everybody’s things', async () => {
  let tried = 0
  for (const intent of registry.intents.values()) tried += await tryIntent(intent)
  assert.ok(tried > 1_000, `only ${tried} cells were tried`)
})

async function tryPage(page: Page): Promise<void> {
  const isThing = page.thing !== undefined && page.path.includes(':id')
  const kept: Things = isThing ? thingsOf(page.thing ?? '', page.path) : [['nobody', '']]
  for (const [relation, stream] of kept) {
    const path = page.path
      .replace(':id', stream === '' ? nowhere : idOf(stream))
      .replace(/:\w+/g, '1')
    const name = page.streamOf ? '?name=order' : ''
    for (const { seat, role } of askers) {
      const wanted = expected(page.by, role, isThing ? relation : 'own')
      // A page of a request, a receipt or the like is not there for anybody without one.
      const isPart = page.path.replace(isThing ? ':id' : '', '').includes(':')
      if (wanted === 'granted' && isPart) continue
      await judge(`${page.path} by ${role} of ${relation}`, wanted, seat, path + name)
    }
  }
}

test('every page, by every role, of everybody’s things', async () => {
  for (const page of map.pages) await tryPage(page)
})

test('nothing is begun on what was an erased person’s, whoever asks', async () => {
  let tried = 0
  for (const intent of registry.intents.values()) {
    const stream = things[intent.on.stream]?.find(([relation]) => relation === 'erased')?.[1]
    if (intent.creates || !stream) continue
    for (const { seat, role } of askers) {
      if (expected(intent.by, role, 'erased') !== 'granted') continue
      const { status, problem } = await ask(seat, `${map.href(stream)}/${intent.name}`)
      assert.deepEqual([status, problem.code], [409, 'erased'], `${intent.name} by ${role}`)
      tried += 1
    }
  }
  assert.ok(tried > 30, `only ${tried} were tried`)
})
