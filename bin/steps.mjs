// The one list of what has to hold, in the order in which it is cheapest to find out.
import { globSync } from 'node:fs'
import { availableParallelism } from 'node:os'

/**
 * A step is a tool that passes or fails as a whole (`program`), or a set of tests that are counted
 * one by one (`tests`).
 */
export const steps = [
  { name: 'lint', program: ['biome', 'check', '--error-on-warnings', '--max-diagnostics=20'] },
  { name: 'types', program: ['tsc', '--noEmit'] },
  { name: 'architecture', program: ['node', 'bin/architecture.mjs'] },
  { name: 'unused', program: ['knip', '--no-progress', '--no-config-hints'] },
  { name: 'style-sheet', program: ['node', 'bin/assets.mjs', '--check'] },
  { name: 'tidy', tests: 'server/tidy.test.ts' },
  {
    name: 'unit',
    tests: '{server,bench,bin}/**/*.test.{ts,mjs}',
    except: ['server/tidy.test.ts', 'server/crash/**'],
    atOnce: availableParallelism(),
    limitMs: 300_000,
  },
  { name: 'crash', tests: 'server/crash/**/*.test.ts', atOnce: 1, limitMs: 300_000 },
  {
    name: 'browser',
    before: ['node', 'bin/browser.mjs'],
    tests: 'e2e/**/*.test.ts',
    // While one waits for a page, another can draw: two leave half of two processors unused.
    atOnce: Math.min(4, availableParallelism() + 1),
    limitMs: 300_000,
  },
]

/**
 * The test files of a step, sorted, so that every run goes the same way. Backwards, since the walk through
 * all pages takes longest and would be alone at the end.
 */
export function testFiles({ tests, except = [] }) {
  return globSync(tests, { exclude: except }).sort().reverse()
}

/** Says why a step has nothing to do, or undefined when it has. */
export function nothingToDo(step) {
  if (step.tests && testFiles(step).length === 0) return `no file matches ${step.tests}`
  return undefined
}
