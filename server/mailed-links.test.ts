import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { register } from '#kernel/registry.ts'
import { modules } from './modules.ts'

const root = join(import.meta.dirname, '..')
const { intents } = register(modules)

test('whatever anybody may do asks for the secret of a mailed link, and is nobody’s by their role', () => {
  const open = [...intents.values()].filter(({ by }) => Object.hasOwn(by, 'anybody'))
  assert.ok(open.some(({ name }) => name === 'confirm-email'))
  for (const { name, by, fields, refusals } of open) {
    const { secret } = fields as Record<string, { readonly personal: boolean } | undefined>
    assert.equal(secret?.personal, true, `${name} takes no secret that is sealed`)
    assert.deepEqual(Object.keys(by), ['anybody'], name)
    assert.ok(Object.keys(refusals).length > 0, `${name} refuses nothing`)
  }
})

test('every message has its template', () => {
  const files = globSync('server/{modules,web,access}/**/*.ts', { cwd: root }).filter(
    (file) => !file.endsWith('.test.ts') && !file.endsWith('-story.ts'),
  )
  const named = files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8')
    if (!text.includes('send-message') && !text.includes('SendMessage')) return []
    return [...text.matchAll(/template: '([a-z-]+)'/g)].map(([, name = '']) => name)
  })
  assert.ok(named.includes('welcome'))
  const missing = named.filter((name) => !existsSync(join(root, 'views', 'mail', `${name}.njk`)))
  assert.deepEqual(missing, [])
})
