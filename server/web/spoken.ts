import type { Say } from '#kernel/words.ts'

type Facts = Readonly<Record<string, unknown>>

const placeholder = /\{([a-zA-Z]+):(money|moment|time|day)\}/g

/**
 * Facts for machines: the words they fill tell which numbers are amounts and which are instants, and
 * these are said as `{ minor, currency, text }` and `{ iso, text }`.
 */
export function spokenFacts(words: string, facts: Facts, say: Say): Facts {
  const spoken: Record<string, unknown> = { ...facts }
  for (const [, name = '', format] of words.matchAll(placeholder)) {
    const value = facts[name]
    if (typeof value !== 'number') continue
    spoken[name] = format === 'money' ? say.money(value) : say.moment(value)
  }
  return spoken
}
