import { isDay } from '#values/local-time.ts'
import { searchable } from '#values/search-words.ts'

/**
 * One thing that a searcher typed and that a record must have. `digits` are a number as far as it was typed,
 * without what is dialled before it; `dates` the days that a birth date may mean.
 */
export type Wanted =
  | { readonly kind: 'word'; readonly begin: string }
  | { readonly kind: 'place'; readonly part: string }
  | {
      readonly kind: 'number'
      readonly dates: readonly string[]
      readonly year: string | undefined
      readonly digits: string
    }

const wordsMax = 8
const lettersMax = 200
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const dayMonthYear = /^(\d{1,2})[./\- ]{1,2}(\d{1,2})[./\- ]{1,2}(\d{4}|\d{2})\.?$/
const yearMonthDay = /^(\d{4})[./\- ](\d{1,2})[./\- ](\d{1,2})$/
const numeric = /^[+(]?\d[\d().\-/+,]*$/

const written = (year: string, month: string, day: string) =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`

// "57" is 1957, and "12" may be 2012 as well: whoever searches sees which.
const yearsOf = (typed: string): readonly string[] =>
  typed.length === 4 ? [typed] : [`19${typed}`, `20${typed}`]

/** The birth dates that something typed may mean, up to today: "14.3.57", "14/03/1957", "1957-03-14", "14031957". */
export function datesIn(typed: string, today: string): readonly string[] {
  const bare = /^(\d{2})(\d{2})(\d{4})$/.exec(typed) ?? dayMonthYear.exec(typed)
  const turned = yearMonthDay.exec(typed)
  const [, first = '', second = '', third = ''] = turned ?? bare ?? []
  const days = turned
    ? [written(first, second, third)]
    : bare
      ? yearsOf(third).map((year) => written(year, second, first))
      : []
  return days.filter((day) => isDay(day) && day >= '1900-01-01' && day <= today)
}

function numberOf(typed: string, today: string): Wanted {
  const isYear = /^(19|20)\d\d$/.test(typed)
  return {
    kind: 'number',
    dates: datesIn(typed, today),
    year: isYear ? typed : undefined,
    digits: typed.replaceAll('(0)', '').replaceAll(/\D/g, '').replace(/^0+/, ''),
  }
}

const monthOf = (word: string) => {
  const at = word.length < 3 ? -1 : months.findIndex((month) => searchable(word).startsWith(month))
  return at < 0 ? undefined : String(at + 1)
}

// "14 March 1957" is a date although one of its parts is a word; "May Smith" is none.
function withMonthsAsNumbers(parts: readonly string[]): readonly string[] {
  const isNumber = (part: string | undefined) => part !== undefined && /^\d{1,4}\.?$/.test(part)
  return parts.map((part, at) =>
    isNumber(parts[at - 1]) && isNumber(parts[at + 1]) ? (monthOf(part) ?? part) : part,
  )
}

/** Runs of parts that are numbers, together; words alone. A whole date is never part of a longer number. */
function runsOf(parts: readonly string[], today: string): readonly string[] {
  const runs: { text: string; open: boolean }[] = []
  for (const part of parts) {
    const last = runs.at(-1)
    const isWhole = datesIn(part, today).length > 0
    if (numeric.test(part) && last?.open && !isWhole) last.text += ` ${part}`
    else runs.push({ text: part, open: numeric.test(part) && !isWhole })
  }
  return runs.map(({ text }) => text)
}

const spoken = (run: string) =>
  searchable(run)
    .replaceAll(/['’ʼ`]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

function wantedIn(run: string, today: string): readonly Wanted[] {
  if (numeric.test(run.split(' ')[0] ?? '')) return [numberOf(run, today)]
  if (run.includes('@')) return [{ kind: 'word', begin: searchable(run) }]
  if (/\d/.test(run)) return [{ kind: 'place', part: searchable(run).replaceAll(/[^a-z\d]/g, '') }]
  // Typed as it is said: one spelling is enough, since every record keeps all of its own.
  return spoken(run).map((begin) => ({ kind: 'word', begin }))
}

/** What a searcher typed, part by part, in whatever order it came. `today` is a day, `YYYY-MM-DD`. */
export function wantedBy(typed: string, today: string): readonly Wanted[] {
  const parts = typed
    .slice(0, lettersMax)
    .replaceAll(/[#,;]/g, ' ')
    .trim()
    .split(/\s+/)
    .filter((part) => part !== '')
  const runs = runsOf(withMonthsAsNumbers(parts), today)
  return runs.flatMap((run) => wantedIn(run, today)).slice(0, wordsMax)
}
