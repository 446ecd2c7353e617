import type { FieldError } from '#kernel/field.ts'
import type { Link } from '#kernel/page.ts'

/** Why a request got nothing, for machines (RFC 9457) and people alike. */
export type Problem = {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly facts?: Readonly<Record<string, unknown>>
  readonly errors?: readonly FieldError[]
  /** The HAL-FORMS templates by which it can be sent again. */
  readonly templates?: Readonly<Record<string, unknown>>
  readonly links?: readonly Link[]
  readonly headers?: Readonly<Record<string, string>>
  /** What to say on the phone. */
  readonly reference?: string
}

const home: Link = { rel: 'home', href: '/', title: 'Go to the first page' }

const standard = {
  'not-found': [
    404,
    'We could not find this page',
    'It may have moved, or the address has a slip in it.',
  ],
  'not-allowed': [
    405,
    'This cannot be done here',
    'This address does not take that kind of request.',
  ],
  'not-acceptable': [
    406,
    'We have no such form of this page',
    'It comes as HTML and as HAL-FORMS.',
  ],
  'too-large': [
    413,
    'That was too much at once',
    'A form may hold 64 kB and 200 fields, JSON 256 kB. Nothing was changed.',
  ],
  'unsupported-type': [
    415,
    'We cannot read that',
    'Send a form (application/x-www-form-urlencoded) or JSON. Nothing was changed.',
  ],
  unreadable: [
    400,
    'We cannot read that',
    'The request is not in the form it says it is. Nothing was changed.',
  ],
  'wrong-host': [421, 'Wrong address', 'This server does not answer under that name.'],
  'cross-site': [
    403,
    'This came from another site',
    'Open the page here and send the form from there. Nothing was changed.',
  ],
  'too-many': [
    429,
    'That was a lot at once',
    'Please wait a second, then send it again. Nothing was changed.',
  ],
  broken: [
    500,
    'Something went wrong on our side',
    'Please try again. If it stays so, tell us the reference.',
  ],
  busy: [503, 'We could not save this', 'Nothing was changed. Please try again in a moment.'],
  'no-sign-in': [
    403,
    'This clinic is not set up yet',
    'It is set up on the computer that it runs on. Nobody can take part from another one before that.',
  ],
  'sign-in': [401, 'Please sign in', 'Please sign in to go on.'],
  'many-tries': [429, 'That was a lot of tries', 'Please wait a while before you try again.'],
  'fresh-factor': [
    403,
    'Show again that it is you',
    'This needs a proof that is at most five minutes old, so a token of a machine cannot do it. Sign in with a browser.',
  ],
  'link-over': [
    410,
    'This link does not work any more',
    'It was used already, it is too old, or a newer one was sent. Ask for a new one.',
  ],
  'other-browser': [
    403,
    'Open the link where you asked for it',
    'This link works only in the browser in which it was asked for. Open it there, or ask for a new one here.',
  ],
  invalid: [
    422,
    'Some of this has to be put right',
    'Each field that is wrong is named in `errors`.',
  ],
  'no-such-intent': [
    422,
    'We do not know what this asks for',
    'The field `intent` names none of the tasks that can be done here.',
  ],
  'version-wanted': [
    428,
    'Say which version you saw',
    'Send If-Match with the ETag of what you read, so that nobody’s change is lost. Nothing was changed.',
  ],
  changed: [412, 'This was changed meanwhile', 'Look at it again before you go on.'],
  forbidden: [403, 'This is not yours to do', 'The answer says who may.'],
  'other-actor': [
    409,
    'This form was made for somebody else',
    'Somebody else sits here now, so nothing was done. Open the form again to send it yourself.',
  ],
  'command-id-reused': [
    422,
    'This form was already sent with different details',
    'Open it again to make a new request.',
  ],
} as const satisfies Readonly<Record<string, readonly [number, string, string]>>

export type ProblemCode = keyof typeof standard

/** A problem by its code, with the way back to the first page unless links are given. */
export function problem(code: ProblemCode, more: Partial<Problem> = {}): Problem {
  const [status, title, detail] = standard[code]
  return { status, code, title, detail, links: [home], ...more }
}

/** What `/problems/<code>` explains. */
export function explained(code: string): Problem | undefined {
  return Object.hasOwn(standard, code) ? problem(code as ProblemCode) : undefined
}

type HalLinks = Readonly<Record<string, { readonly href: string; readonly title?: string }>>

/** The problem document (RFC 9457 §3) with links to what can be done. */
export function problemDocument(one: Problem): Readonly<Record<string, unknown>> {
  const { status, code, title, detail, facts, errors, links = [], reference, templates } = one
  const halLinks: HalLinks = Object.fromEntries(
    links.map(({ rel, href, title: words }) => [rel, { href, title: words }]),
  )
  return {
    type: `/problems/${code}`,
    title,
    status,
    detail,
    code,
    ...(facts ? { facts } : {}),
    ...(errors ? { errors } : {}),
    ...(reference ? { reference } : {}),
    _links: halLinks,
    ...(templates ? { _templates: templates } : {}),
  }
}
