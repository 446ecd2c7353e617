import { writeFileSync } from 'node:fs'
import { register } from '#kernel/registry.ts'
import { modules } from '../modules.ts'
import { permissionsPaper } from './permissions.ts'

/** Writes the papers that are made from the definitions. */
const paper = new URL('../../docs/permissions.md', import.meta.url)
writeFileSync(paper, permissionsPaper(register(modules)))
