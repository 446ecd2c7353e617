/**
 * How facts become words. The zone, currency and language of the clinic stand behind these;
 * each returns the machine's value and the reader's text together.
 */
export type Money = { readonly minor: number; readonly currency: string; readonly text: string }
export type Moment = { readonly iso: string; readonly text: string }

export type Say = {
  money(minor: number): Money
  /** "09:52" */
  time(at: number): Moment
  /** "Mon 23 Nov" */
  day(at: number): Moment
  /** "Mon 23 Nov, 09:52" */
  moment(at: number): Moment
  /** A person's name by id, "someone" where it is unknown, "erased" where it was erased. */
  name(id: string): string
}

type Format = (value: unknown, say: Say) => string

const formats: Readonly<Record<string, Format>> = {
  money: (value, say) => (typeof value === 'number' ? say.money(value).text : ''),
  // Of what has no price none is told.
  ofmoney: (value, say) => (Number(value) > 0 ? ` of ${say.money(Number(value)).text}` : ''),
  time: (value, say) => (typeof value === 'number' ? say.time(value).text : ''),
  day: (value, say) => (typeof value === 'number' ? say.day(value).text : ''),
  moment: (value, say) => (typeof value === 'number' ? say.moment(value).text : ''),
  name: (value, say) => (typeof value === 'string' ? say.name(value) : ''),
  initials: (value, say) => (typeof value === 'string' ? initialsOf(say.name(value)) : ''),
  step: (value) => (typeof value === 'string' ? `“${stepInWords(value)}”` : ''),
  counted: (value) => (Array.isArray(value) ? countedByName(value) : ''),
  list: (value) => (Array.isArray(value) ? value.join(', ') : String(value ?? '')),
}

/** What a sum is made of, each with a quantity and a name: " (2 of A1, 1 of A2)"; the nameless need no words. */
function countedByName(parts: readonly Readonly<Record<string, unknown>>[]): string {
  const said = parts.flatMap(({ quantity, ...rest }) => {
    const [name] = Object.values(rest)
    return name ? [`${quantity} of ${name}`] : []
  })
  return said.length > 0 ? ` (${said.join(', ')})` : ''
}

/** `undo:hold-money` as "undo hold money"; of steps that there are several of, which one stays unsaid. */
function stepInWords(step: string): string {
  const [first = '', second = ''] = step.split(':')
  const words = first === 'undo' ? `${first} ${second}` : first
  return words.replaceAll('-', ' ')
}

/** "M. S." for Maria Santos: enough for somebody who knows them. */
function initialsOf(name: string): string {
  const first = name.split(' ').flatMap((word) => [...word].slice(0, 1))
  return first.map((letter) => `${letter.toUpperCase()}.`).join(' ')
}

/**
 * Fills `{name}` and `{name:money}` in a text from the facts. An unknown name becomes nothing,
 * since a sentence with a gap is better than a page that does not come.
 */
export function fill(text: string, facts: Readonly<Record<string, unknown>>, say: Say): string {
  return text.replace(/\{([a-zA-Z]+)(?::([a-z]+))?\}/g, (_, name: string, format?: string) => {
    const value = Object.hasOwn(facts, name) ? facts[name] : undefined
    if (format && Object.hasOwn(formats, format)) return formats[format]?.(value, say) ?? ''
    return value === undefined || value === null ? '' : String(value)
  })
}
