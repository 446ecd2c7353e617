import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { register } from '#kernel/registry.ts'
import { modules } from '../../server/modules.ts'
import { permissionsPaper } from '../../server/papers/permissions.ts'
import { paper } from './markdown.ts'

test('the paper of who may do what is what the definitions say; npm run permissions writes it', () => {
  equal(paper('docs/permissions.md').text, permissionsPaper(register(modules)))
})
