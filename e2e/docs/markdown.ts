import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The project's folder. */
export const root = join(import.meta.dirname, '..', '..')

/** A fenced block: the word after the fence, and what stands in it. `line` is that of the fence, from 1. */
export type Block = { readonly language: string; readonly text: string; readonly line: number }

/** A paper of the project: its path from the project's folder, and its text. */
export type Paper = { readonly path: string; readonly text: string }

/** Reads one paper. */
export function paper(path: string): Paper {
  return { path, text: readFileSync(join(root, path), 'utf8') }
}

/** All that is written for people who use or change Frontdesk. */
export function papers(): readonly Paper[] {
  const paths = [...globSync('*.md', { cwd: root }), ...globSync('docs/**/*.md', { cwd: root })]
  return paths.map((path) => paper(path.replaceAll('\\', '/'))).toSorted(byPath)
}

const byPath = (one: Paper, other: Paper) => one.path.localeCompare(other.path)

/** The fenced blocks of a paper, in order. */
export function blocksOf({ text }: Paper): readonly Block[] {
  const fenced = /^```(\S*)[^\n]*\n([\s\S]*?)^```$/gm
  return [...text.matchAll(fenced)].map(({ 1: language = '', 2: inside = '', index }) => ({
    language,
    text: inside,
    line: text.slice(0, index).split('\n').length,
  }))
}

/** A paper's text without its fenced blocks, whose brackets are no links. */
export function proseOf({ text }: Paper): string {
  return text.replace(/^```[\s\S]*?^```$/gm, '')
}

/** The names of a paper's headings as links to them are written: lower case, spaces to hyphens. */
export function anchorsOf(one: Paper): ReadonlySet<string> {
  const headings = [...proseOf(one).matchAll(/^#{1,6} +(.+)$/gm)]
  return new Set(headings.map(({ 1: words = '' }) => anchorOf(words)))
}

function anchorOf(words: string): string {
  return words
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
}
