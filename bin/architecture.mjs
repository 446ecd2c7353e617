// Runs dependency-cruiser, and fails when it read less than there is: without a parser for
// TypeScript it finds nothing, and nothing breaks no rule.
import { globSync, readFileSync } from 'node:fs'
import { cruise } from 'dependency-cruiser'
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'

const rooms = ['server', 'e2e', 'bench', 'bin']
const importsSomething = /^(import|export) [^;]*?from '|^import '/m

const files = rooms
  .flatMap((room) => globSync(`${room}/**/*.{ts,mjs}`))
  .map((path) => path.replaceAll('\\', '/'))
const options = await extractOptions('./.dependency-cruiser.cjs')
const { output } = await cruise([...new Set(files.map((path) => path.split('/')[0]))], options)

const unread = findUnread(output.modules)
const { error, totalCruised, violations, ruleSetUsed } = output.summary
const reasons = new Map(ruleSetUsed.forbidden.map((rule) => [rule.name, rule.comment]))
for (const { rule, from, to } of violations) {
  console.log(`${from} → ${to}\n    ${rule.name}: ${reasons.get(rule.name)}`)
}
for (const path of unread) console.log(`Not read, or its imports were not seen: ${path}`)
console.log(
  `${files.length} files, ${totalCruised} modules, ${error} breaches, ${unread.length} unread`,
)
process.exitCode = files.length === 0 || error > 0 || unread.length > 0 ? 1 : 0

function findUnread(modules) {
  const importsFound = new Map(modules.map((seen) => [seen.source, seen.dependencies.length]))
  return files.filter((path) => {
    const found = importsFound.get(path)
    if (found === undefined) return true
    return found === 0 && importsSomething.test(readFileSync(path, 'utf8'))
  })
}
