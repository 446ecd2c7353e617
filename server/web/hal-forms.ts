import type { Input } from '#kernel/field.ts'
import type { FormView, Link, Offer, Representation } from '#kernel/page.ts'

type HalLink = { readonly href: string; readonly title?: string }
type Hal = Readonly<Record<string, unknown>>

/** Links by relation; several of one relation become a list (HAL §4.1). */
export function halLinks(
  self: string,
  links: readonly (Link | Offer)[],
): Readonly<Record<string, HalLink | HalLink[]>> {
  const found: Record<string, HalLink | HalLink[]> = { self: { href: self } }
  for (const { rel, href, title } of links) {
    const link = { href, title }
    const known = Object.hasOwn(found, rel) ? found[rel] : undefined
    found[rel] = known === undefined ? link : [...(Array.isArray(known) ? known : [known]), link]
  }
  return found
}

const withSelf = (one: Hal): Hal => {
  const { href, ...rest } = one
  return typeof href === 'string' ? { ...rest, _links: { self: { href } } } : one
}

/** A representation as HAL: state as properties, links and offers by relation, lists embedded. */
export function halOf(self: string, one: Representation): Hal {
  const { title, state, links = [], offers = [], back, embedded } = one
  const up = back ? [{ ...back, rel: 'up' }] : []
  const lists = Object.entries(embedded ?? {}).map(([rel, rows]) => [rel, rows.map(withSelf)])
  return {
    title,
    ...state,
    _links: halLinks(self, [...links, ...up, ...offers]),
    ...(lists.length > 0 ? { _embedded: Object.fromEntries(lists) } : {}),
  }
}

const typeOf: Readonly<Partial<Record<Input['kind'], string>>> = {
  hidden: 'hidden',
  number: 'number',
  textarea: 'textarea',
  date: 'date',
}

type Options = Readonly<{
  inline: readonly { prompt: string; value: string }[]
  minItems: number
  maxItems: number
}>

const promptOf = ({ legend, label }: Input): string =>
  legend ? `${legend}: ${label.toLowerCase()}` : label

function optionsOf(input: Input): Options | undefined {
  if (input.kind === 'tick')
    return { inline: [{ prompt: promptOf(input), value: 'yes' }], minItems: 0, maxItems: 1 }
  if (!input.options) return undefined
  const chosen = input.options.filter(({ value }) => value !== '')
  return {
    inline: chosen.map(({ value, text }) => ({ prompt: text, value })),
    minItems: input.required ? 1 : 0,
    maxItems: 1,
  }
}

type Property = Readonly<Record<string, unknown>>

function propertyOf(input: FormView['inputs'][number]): Property {
  const { name, required, value, pattern, min, max, minLength, maxLength } = input
  const options = optionsOf(input)
  return {
    name,
    prompt: promptOf(input),
    required,
    value,
    ...(options
      ? { options }
      : { type: input.secret ? 'password' : (typeOf[input.kind] ?? 'text') }),
    ...(pattern ? { regex: pattern } : {}),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
  }
}

const hiddenProperty = ({ name, value }: FormView['hidden'][number]): Property => ({
  name,
  value,
  type: 'hidden',
  readOnly: true,
  required: true,
})

function template(form: FormView, title: string, more: FormView['hidden'] = []): Property {
  return {
    title,
    target: form.action,
    method: 'POST',
    contentType: 'application/x-www-form-urlencoded',
    properties: [...[...form.hidden, ...more].map(hiddenProperty), ...form.inputs.map(propertyOf)],
  }
}

/**
 * A form as the template of its own resource (HAL-FORMS). Values are strings, as people type them. Where people
 * are shown first what would come of it, `check` asks for the same: its answer is the form to be sent then.
 */
export function templateOf(form: FormView): Readonly<Record<string, unknown>> {
  const dryRun = [{ name: 'dry-run', value: 'yes' }]
  return {
    default: template(form, form.heading),
    ...(form.checkFirst ? { check: template(form, 'Check your answers', dryRun) } : {}),
  }
}

/** The resource of a form. */
export function halForm(
  self: string,
  form: FormView,
  links: readonly Link[] = [],
  state: Hal = {},
): Hal {
  return {
    title: form.heading,
    ...state,
    _links: halLinks(self, links),
    _templates: templateOf(form),
  }
}
