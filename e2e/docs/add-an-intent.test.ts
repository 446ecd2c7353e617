import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { blocksOf, paper, root } from './markdown.ts'
import { type FollowedCopy, follow } from './walk-through.ts'

type Desk = typeof import('../../server/testing/desk.ts')
type World = Awaited<ReturnType<Desk['openDesk']>>

const name = 'set-order-limit'
const walk = paper('docs/add-an-intent.md')
let copy: FollowedCopy
let desk: Desk
let world: World

before(async () => {
  copy = follow(walk)
  desk = await import(pathToFileURL(join(copy.folder, 'server', 'testing', 'desk.ts')).href)
  world = await desk.openDesk()
})
after(async () => {
  await world?.close()
  copy?.remove()
})

const tape = () => `/items/${desk.ids.tape}`

function run(program: string, ...words: string[]) {
  const { NODE_TEST_CONTEXT: _, ...environment } = process.env
  const { stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
    cwd: copy.folder,
    env: environment,
    encoding: 'utf8',
  })
  return stdout + stderr
}

test('what the walk-through writes compiles', () => {
  const project = join(copy.folder, 'tsconfig.json')
  const said = run(
    join(root, 'node_modules', 'typescript', 'bin', 'tsc'),
    '--noEmit',
    '-p',
    project,
  )
  deepEqual(
    said.split('\n').filter((line) => line.includes('modules/dispensary')),
    [],
  )
})

test('its stories pass, as many as it says', () => {
  const session = blocksOf(walk).find(({ language }) => language === 'console')
  const [typed = '', ...shown] = session?.text.trim().split('\n') ?? []
  const words = typed.replace('$ npx node ', '').split(' ')
  const said = run(words[0] ?? '', ...words.slice(1), '--test-reporter=spec')
  for (const line of shown) ok(said.includes(line), said)
})

test('the task is offered to the dispenser and the manager, and to nobody else', async () => {
  const offered = async (seat: string) => {
    const { html } = await world.page(tape(), seat)
    return html.includes(`rel="${name}"`)
  }
  deepEqual(
    [await offered('kofi'), await offered('nora'), await offered('sam')],
    [true, true, false],
  )
})

test('a browser sends the form, and the history says what was done', async () => {
  const { html } = await world.page(`${tape()}/${name}`, 'kofi')
  match(html, /Most in one order/)
  const sent = await world.send(tape(), { ...desk.hiddenOf(html, name), most: '12' }, 'kofi')
  equal(sent.status, 303)
  const { html: result } = await world.page(sent.headers.get('location') ?? '', 'kofi')
  match(result, /The limit is set/)
  const { html: history } = await world.page(`${tape()}/events`, 'kofi')
  match(history, /At most 12 in one order \(it was \d+\)\./)
})

test('a hypermedia client finds the form by the link of that name, and hears why not', async () => {
  const item = await (await world.machine(tape(), 'nora')).json()
  const href = String(desk.pick(item, '_links', name, 'href'))
  const form = await (await world.machine(href, 'nora')).json()
  const target = String(desk.pick(form, '_templates', 'default', 'target'))
  const answer = await world.machine(target, 'nora', {
    method: 'POST',
    headers: { prefer: 'wait=5' },
    body: new URLSearchParams({ intent: name, most: '12' }),
  })
  const refused = await answer.json()
  deepEqual([desk.pick(refused, 'state'), desk.pick(refused, 'code')], ['rejected', 'same'])
  match(String(desk.pick(refused, 'detail')), /An order has at most 12 .* already\./)
})

test('the catalogue hears of the new limit from the read model', async () => {
  const catalogue = await (await world.machine('/catalogue', 'kofi')).json()
  const items = desk.pick(catalogue, '_embedded', 'item') as { id: string; maxPerOrder: number }[]
  equal(items.find(({ id }) => id === desk.ids.tape)?.maxPerOrder, 12)
})
