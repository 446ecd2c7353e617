import type { FieldError } from '#kernel/field.ts'
import type { FormView, Link } from '#kernel/page.ts'
import { halForm } from '#web/hal-forms.ts'
import { problem } from '#web/problem.ts'
import { sendJson, sendPage, sendProblem } from '#web/respond.ts'
import type { Visit } from '#web/visit.ts'

type AccessInput = Omit<FormView['inputs'][number], 'value' | 'required'> & {
  readonly value?: string
  readonly required?: boolean
}

/** What a form of sign-in is made of; its fields are kept out of the log and so are no intent's. */
export type AccessForm = {
  readonly name: string
  readonly action: string
  readonly heading: string
  readonly submit: string
  readonly inputs: readonly AccessInput[]
  readonly hidden?: Readonly<Record<string, string>>
  readonly errors?: readonly FieldError[]
  readonly cancel?: Link
}

/** A request to the browser's passkeys: the form that its answer is sent with. */
export type PasskeyForm = {
  readonly name: string
  readonly action: string
  readonly title: string
  readonly doing: 'get' | 'create'
  readonly options: string
  readonly hidden: readonly { readonly name: string; readonly value: string }[]
}

export type AccessPage = {
  readonly status?: number
  readonly form?: AccessForm
  readonly heading: string
  readonly lead?: string
  readonly notes?: readonly {
    readonly tone: 'info' | 'wait' | 'bad' | 'good'
    readonly text: string
  }[]
  readonly passkey?: PasskeyForm
  readonly links?: readonly Link[]
  readonly back?: { readonly href: string; readonly title: string }
  /** What only some pages show: the picture of a secret, codes to keep. */
  readonly more?: object
}

const hiddenList = (hidden: Readonly<Record<string, string>> = {}) =>
  Object.entries(hidden).map(([name, value]) => ({ name, value }))

/** The form as every door prints it; what was wrong stands at its field. */
export function accessFormView(form: AccessForm): FormView {
  const { name, action, heading, submit, inputs, hidden, errors = [], cancel } = form
  return {
    name,
    action,
    heading,
    submit,
    hidden: hiddenList(hidden),
    inputs: inputs.map((input) => {
      const error = errors.find(({ field }) => field === input.name)?.detail
      const value = input.secret ? '' : (input.value ?? '')
      return { required: true, ...input, value, ...(error ? { error } : {}) }
    }),
    errors,
    checkFirst: false,
    ...(cancel ? { cancel } : {}),
  }
}

/** A row of a list whose task is a button: see `ui/table.njk`. */
export function rowOf(title: string, remark: string, form?: object): object {
  return {
    cells: [{ text: title, strong: true, remark, below: true }, form ? { form } : { text: '' }],
  }
}

export function passkeyForm(
  form: Omit<PasskeyForm, 'hidden'>,
  hidden: Readonly<Record<string, string>> = {},
): PasskeyForm {
  return { ...form, hidden: hiddenList(hidden) }
}

/** Answers with a page of sign-in, or its form as HAL-FORMS. */
export async function sendAccessPage(visit: Visit, page: AccessPage): Promise<void> {
  const { request, response, wants } = visit
  const { form, heading, lead, links = [], status = 200, back } = page
  const view = form && accessFormView(form)
  response.setHeader('Cache-Control', 'no-store')
  if (wants.kind === 'machine') {
    if (!view) return sendProblem(visit, problem('not-acceptable'))
    response.status(status)
    return sendJson(request, response, halForm(request.originalUrl, view, links), wants.type)
  }
  const head = {
    title: heading,
    heading,
    ...(lead ? { lead } : {}),
    ...(back ? { back } : {}),
    error: (view?.errors.length ?? 0) > 0,
    width: 'form' as const,
  }
  const { notes = [], passkey, more = {} } = page
  return sendPage(visit, status, 'access/form.njk', head, {
    form: view,
    notes,
    passkey,
    links,
    ...more,
  })
}
