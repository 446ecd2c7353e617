import { fail } from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Block, blocksOf, type Paper, root } from './markdown.ts'

/** A copy of the program in which a paper's code has been put in place. */
export type FollowedCopy = { readonly folder: string; remove(): void }

const copied = ['server', 'views', 'migrations', 'public', 'package.json', 'tsconfig.json']

/** Copies the program and does to it what the paper says. Fails where the paper and the program disagree. */
export function follow(one: Paper): FollowedCopy {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-walk-'))
  for (const name of copied) cpSync(join(root, name), join(folder, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  for (const block of blocksOf(one)) {
    if (block.language === 'ts') addFile(folder, block)
    if (block.language === 'diff') change(folder, block)
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** The path in a block's first line: `// server/…` of a new file, `--- server/…` of a change. */
function pathIn({ text, line }: Block): string {
  return /^(?:\/\/|---) (\S+)\n/.exec(text)?.[1] ?? fail(`The block at line ${line} names no file`)
}

function addFile(folder: string, block: Block): void {
  const path = pathIn(block)
  const content = block.text.slice(block.text.indexOf('\n') + 1)
  writeFileSync(join(folder, path), content, { flag: 'wx' })
}

function change(folder: string, block: Block): void {
  const path = join(folder, pathIn(block))
  const lines = block.text.split('\n').slice(1, -1)
  const before = side(lines, '-')
  const parts = readFileSync(path, 'utf8').split(before)
  if (parts.length !== 2) {
    fail(`The change at line ${block.line} fits ${parts.length - 1} places of ${pathIn(block)}`)
  }
  writeFileSync(path, parts.join(side(lines, '+')))
}

/** One side of a diff: the lines that stay and those of the sign. */
function side(lines: readonly string[], sign: '-' | '+'): string {
  const kept = lines.filter((line) => line.startsWith(' ') || line.startsWith(sign))
  return kept.map((line) => `${line.slice(1)}\n`).join('')
}
