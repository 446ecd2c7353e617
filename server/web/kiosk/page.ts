import type { FieldError } from '#kernel/field.ts'
import type { FormView } from '#kernel/page.ts'
import { halForm } from '#web/hal-forms.ts'
import { freshId } from '#web/ids.ts'
import { sendJson, sendPage } from '#web/respond.ts'
import type { Visit } from '#web/visit.ts'

/** What a kiosk shows: the two fields, or what came of them. */
export type Shown = {
  readonly status?: number
  readonly heading: string
  readonly tone?: 'good' | 'bad' | 'wait'
  readonly lines?: readonly string[]
  /** The fields, with what was typed into the first. */
  readonly ask?: { readonly number: string; readonly errors?: readonly FieldError[] }
  /** After how many seconds the page goes back to its beginning, or looks again where it waits. */
  readonly afterS: number
  readonly looksAgain?: true
}

/** The first page: nothing typed. It stands there until somebody comes. */
export const beginning: Shown = {
  heading: 'Collect your order',
  lines: ['The order number and the code stand in our message that your order is ready.'],
  ask: { number: '' },
  afterS: 0,
}

const field = { required: true, autocomplete: 'off', inputMode: 'numeric' } as const

function formOf({ number, errors = [] }: NonNullable<Shown['ask']>): FormView {
  const inputs = [
    { ...field, kind: 'text', name: 'number', label: 'Order number', maxLength: 9, value: number },
    { ...field, kind: 'text', name: 'code', label: 'Your six-digit code', maxLength: 9, value: '' },
  ] as const
  return {
    name: 'collect-order',
    action: '/kiosk',
    heading: 'Collect your order',
    submit: 'Collect it',
    hidden: [{ name: 'command-id', value: freshId() }],
    inputs: inputs.map((input) => {
      const error = errors.find((one) => one.field === input.name)?.detail
      return { ...input, ...(error ? { error } : {}) }
    }),
    errors,
    checkFirst: false,
  }
}

/** Sends what a kiosk shows. Nothing of it names anybody. */
export async function sendKiosk(visit: Visit, shown: Shown): Promise<void> {
  const { request, response, wants } = visit
  const { status = 200, heading, lines = [], ask } = shown
  const form = ask && formOf(ask)
  if (wants.kind === 'machine') {
    response.status(status)
    const said = { heading, lines }
    return sendJson(request, response, form ? { ...said, ...halForm('/kiosk', form) } : said)
  }
  const head = { title: heading, heading, error: (ask?.errors ?? []).length > 0 }
  return sendPage(visit, status, 'kiosk/kiosk.njk', head, { shown, form })
}
