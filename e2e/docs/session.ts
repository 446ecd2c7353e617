import { deepEqual, fail, ok } from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import type { Block } from './markdown.ts'

/** What a reader types, word by word, and what the paper says comes back. */
export type Turn = { readonly words: readonly string[]; readonly shown: string }

/** The turns of a session: `$ curl …` and the lines up to the next `$`. */
export function turnsOf({ text, line }: Block): readonly Turn[] {
  const [before = '', ...typed] = text.split(/^\$ /m)
  if (before.trim() !== '') fail(`The session at line ${line} begins with an answer`)
  return typed.map((turn) => {
    const end = turn.indexOf('\n')
    return { words: wordsOf(turn.slice(0, end)), shown: turn.slice(end + 1).trim() }
  })
}

function wordsOf(typed: string): readonly string[] {
  return [...typed.matchAll(/'([^']*)'|(\S+)/g)].map(
    ({ 1: quoted, 2: bare }) => quoted ?? bare ?? '',
  )
}

/** What stood in place of `<words like this>` so far. */
export type Seen = Map<string, string>

/** Puts what was seen into what is typed. Fails where the paper uses what it did not show. */
export function filledIn(text: string, seen: Seen): string {
  return text.replace(/<([a-z-]+)>/g, (_, name: string) => {
    const value = seen.get(name)
    return value ?? fail(`<${name}> is used before it was shown`)
  })
}

type Match = { readonly seen: Seen } | { readonly differs: string }

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}

/** Compares a text with what is shown: `…` stands for anything, `<name>` for an id. */
export function matchText(shown: string, actual: string, seen: Seen): Match {
  const names: string[] = []
  const pattern = shown
    .split(/(…|<[a-z-]+>)/)
    .map((part) => {
      if (part === '…') return '[\\s\\S]*'
      if (!/^<[a-z-]+>$/.test(part)) return escaped(part)
      const name = part.slice(1, -1)
      const known = seen.get(name)
      if (known !== undefined) return escaped(known)
      names.push(name)
      return '([\\w-]+)'
    })
    .join('')
  const found = new RegExp(`^${pattern}$`).exec(actual)
  if (!found) return { differs: `${JSON.stringify(actual)} is not ${JSON.stringify(shown)}` }
  return {
    seen: new Map([
      ...seen,
      ...names.map((name, index) => [name, found[index + 1] ?? ''] as const),
    ]),
  }
}

/** Compares JSON with what is shown of it: members that are not shown may be there, shown ones must. */
export function matchShown(shown: unknown, actual: unknown, seen: Seen): Match {
  if (typeof shown === 'string' && typeof actual === 'string') return matchText(shown, actual, seen)
  if (Array.isArray(shown)) return matchList(shown, actual, seen)
  if (typeof shown !== 'object' || shown === null) {
    return Object.is(shown, actual)
      ? { seen }
      : { differs: `${JSON.stringify(actual)} is not ${JSON.stringify(shown)}` }
  }
  if (typeof actual !== 'object' || actual === null) return { differs: 'there is no such object' }
  let known = seen
  for (const [name, part] of Object.entries(shown)) {
    if (!Object.hasOwn(actual, name)) return { differs: `there is no "${name}"` }
    const match = matchShown(part, Reflect.get(actual, name), known)
    if ('differs' in match) return { differs: `${name}: ${match.differs}` }
    known = match.seen
  }
  return { seen: known }
}

/** Each element shown must be found, in the order in which they are shown. */
function matchList(shown: readonly unknown[], actual: unknown, seen: Seen): Match {
  if (!Array.isArray(actual)) return { differs: 'there is no such list' }
  let known = seen
  let from = 0
  for (const part of shown) {
    let match: Match = { differs: 'the list is shorter than what is shown' }
    while (from < actual.length) {
      match = matchShown(part, actual[from], known)
      from += 1
      if ('seen' in match) break
    }
    if ('differs' in match)
      return { differs: `no element is ${JSON.stringify(part)}: ${match.differs}` }
    known = match.seen
  }
  return { seen: known }
}

/** JSON with `…` for what was left out. */
export function parseShown(text: string): unknown {
  const whole = text.replace(/,\s*…(?=\s*[}\]])/g, '').replace(/([[{]\s*)…,?/g, '$1')
  return JSON.parse(whole)
}

/** Compares an answer over HTTP with what a paper shows of it; answers what is seen from then on. */
export async function matchResponse(shown: string, response: Response, seen: Seen): Promise<Seen> {
  const [head, body] = shown.startsWith('HTTP/') ? parted(shown) : ['', shown]
  let known = seen
  const [status, ...headers] = head.split('\n').filter((line) => line !== '')
  if (status !== undefined) deepEqual(Number(status.split(' ')[1]), response.status, 'the status')
  for (const line of headers) {
    const [name = '', ...value] = line.split(': ')
    known = agreed(matchText(value.join(': '), response.headers.get(name) ?? '', known), name)
  }
  return agreed(matchShown(parseShown(body), await response.json(), known), 'the answer')
}

function parted(shown: string): readonly [string, string] {
  const end = shown.indexOf('\n\n')
  return [shown.slice(0, end), shown.slice(end)]
}

function agreed(match: Match, what: string): Seen {
  ok('seen' in match, 'differs' in match ? `${what}: ${match.differs}` : '')
  return match.seen
}

/** What `curl` would send for these words. Fails on an option that the papers do not use. */
export function requestOf(words: readonly string[], base: string): Request {
  const headers = new Headers()
  const fields: string[] = []
  let address = ''
  let method = 'POST'
  const rest = [...words.slice(1)]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '-H') {
      const [name = '', ...value] = (rest.shift() ?? '').split(': ')
      headers.set(name, value.join(': '))
    } else if (word === '-d') fields.push(rest.shift() ?? '')
    else if (word === '-X') method = rest.shift() ?? ''
    // What is sent on is followed by itself here, as `-L` does there.
    else if (!['-s', '-si', '-sL'].includes(word)) {
      if (!word.startsWith('http://127.0.0.1:8080/')) fail(`What is ${word}?`)
      address = base + new URL(word).pathname + new URL(word).search
    }
  }
  if (fields.length === 0) return new Request(address, { headers })
  if (!headers.has('content-type')) headers.set('content-type', 'application/x-www-form-urlencoded')
  return new Request(address, { method, headers, body: fields.join('&') })
}

/** How long a page may take to show what a process is still doing. */
const patienceMs = 10_000

/**
 * Types these words and compares what comes back. A process goes on after the answer to the command
 * that began it, so a page is asked again until it shows what the paper shows; a form is sent once.
 */
export async function type(
  words: readonly string[],
  base: string,
  shown: string,
  seen: Seen,
): Promise<Seen> {
  const end = Date.now() + patienceMs
  for (;;) {
    const request = requestOf(words, base)
    const response = await fetch(request)
    try {
      return await matchResponse(shown, response, seen)
    } catch (difference) {
      if (request.method !== 'GET' || Date.now() > end) throw difference
    }
    await pause(50)
  }
}
