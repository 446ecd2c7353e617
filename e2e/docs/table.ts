import { fail } from 'node:assert/strict'
import { type Paper, proseOf } from './markdown.ts'

/** The rows of the first table after a heading, cell by cell, without the table's own head. */
export function tableAfter(one: Paper, heading: string): readonly (readonly string[])[] {
  const prose = proseOf(one)
  const begin = prose.indexOf(`\n${heading}\n`)
  if (begin < 0) fail(`${one.path} has no heading "${heading}"`)
  const lines = prose.slice(begin).split('\n')
  const first = lines.findIndex((line) => line.startsWith('|'))
  const rest = lines.slice(first + 2)
  const end = rest.findIndex((line) => !line.startsWith('|'))
  return rest.slice(0, end < 0 ? undefined : end).map(cellsOf)
}

function cellsOf(line: string): readonly string[] {
  return line
    .slice(1, line.lastIndexOf('|'))
    .split('|')
    .map((cell) => cell.trim())
}

/** What stands between the first backticks of a cell, or nothing. */
export function codeIn(cell: string): string {
  return /`([^`]*)`/.exec(cell)?.[1] ?? ''
}
