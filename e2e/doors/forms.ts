import { type Machine, pick } from './machine.ts'

/** A field of a form as HAL-FORMS tells it. */
export type Property = {
  readonly name: string
  readonly type?: string
  readonly value?: string
  readonly required?: boolean
  readonly min?: number
  readonly options?: { readonly inline: readonly { readonly value: string }[] }
}

/** A form that somebody is offered, with the address that it is sent to. */
export type OfferedForm = {
  readonly intent: string
  readonly by: Machine
  readonly target: string
  readonly properties: readonly Property[]
}

const pagesMax = 300
const notTasks = new Set(['self', 'events', 'take-seat', 'home', 'up', 'prev', 'next'])

type Linked = { readonly rel: string; readonly href: string }

/** The links of a resource, and of one of each kind within its lists: by collection, state and status. */
function linksOf(body: unknown): readonly Linked[] {
  const own = Object.entries(Object(pick(body, '_links'))).flatMap(([rel, found]) =>
    [found].flat().map((one) => ({ rel, href: String(pick(one, 'href')) })),
  )
  const lists = Object.entries(Object(pick(body, '_embedded')))
  const kinds = new Map<string, string>()
  for (const [rel, rows] of lists) {
    for (const row of rows as readonly unknown[]) {
      const kind = `${rel} ${String(pick(row, 'state'))} ${String(pick(row, 'status'))}`
      if (!kinds.has(kind)) kinds.set(kind, String(pick(row, '_links', 'self', 'href')))
    }
  }
  const within = [...kinds.values()].map((href) => ({ rel: 'item', href }))
  return [...own.filter(({ rel }) => !notTasks.has(rel)), ...within]
}

/** Every form that somebody can come to from `/`, one of each intent. */
export async function formsOf(by: Machine): Promise<readonly OfferedForm[]> {
  const forms = new Map<string, OfferedForm>()
  const seen = new Set<string>(['/'])
  const waiting = ['/']
  for (let href = waiting.shift(); href && seen.size < pagesMax; href = waiting.shift()) {
    const { body } = await by.ask(href)
    const template = pick(body, '_templates', 'default')
    if (template) {
      const properties = pick(template, 'properties') as readonly Property[]
      const intent = properties.find(({ name }) => name === 'intent')?.value
      const target = String(pick(template, 'target'))
      if (intent && !forms.has(intent)) forms.set(intent, { intent, by, target, properties })
      continue
    }
    for (const link of linksOf(body)) {
      if (!link.href.startsWith('/') || seen.has(link.href)) continue
      seen.add(link.href)
      waiting.push(link.href)
    }
  }
  return [...forms.values()]
}

// A day that lies ahead, and no further than what ends may end.
const nextMonth = new Date(Date.now() + 30 * 24 * 3_600_000)

// What a person would type where a form does not say what it takes.
const typed: Readonly<Record<string, string>> = {
  amount: '5',
  code: 'WRAP-7',
  price: '5',
  total: '5',
  cash: '5',
  card: '5',
  transfer: '5',
  left: '5',
  explanation: 'Plain words',
  email: 'somebody@example.org',
  phone: '01632 960123',
  'dob-day': '3',
  'dob-month': '2',
  'dob-year': '1980',
  terms: 'yes',
  'roles-receptionist': 'yes',
  'until-day': String(nextMonth.getUTCDate()),
  'until-month': String(nextMonth.getUTCMonth() + 1),
  'until-year': String(nextMonth.getUTCFullYear()),
}

const kept = new Set(['intent'])

/** Whether a field is one of a row beyond the second: all rows are read alike. */
const isFurtherRow = (name: string) => Number(/-(\d+)$/.exec(name)?.[1] ?? 0) > 2

/** The fields a person fills in. */
export function fieldsOf({ properties }: OfferedForm): readonly Property[] {
  return properties.filter(
    ({ name, type, readOnly }: Property & { readOnly?: boolean }) =>
      !(type === 'hidden' && readOnly) && !isFurtherRow(name),
  )
}

/** Answers that a person might give; a form need not accept them all. */
export function plainAnswers(form: OfferedForm): Record<string, string> {
  const answers: Record<string, string> = { intent: form.intent }
  for (const { name, value, type, required, min, options } of form.properties) {
    if (kept.has(name) || ['command-id', 'actor', 'expected-version'].includes(name)) continue
    const isFirstRow = /-1$/.test(name)
    if (!required && !isFirstRow && !Object.hasOwn(typed, name)) continue
    answers[name] =
      value ||
      typed[name] ||
      options?.inline[0]?.value ||
      (type === 'number' ? String(min ?? 1) : 'Plain words')
  }
  return answers
}
