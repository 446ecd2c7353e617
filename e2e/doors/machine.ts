import { Client, NeverCache, type State } from 'ketting'

export const hal = 'application/prs.hal-forms+json'

/** What was answered, read whole. `body` is the parsed JSON, or undefined for anything else. */
export type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: unknown
}

/** Somebody at the machines' door, with a bearer token that they got by taking a seat. */
export type Machine = {
  readonly token: string
  readonly actor: string
  /** An independent client that starts at `/` and knows nothing but media types. */
  readonly client: Client
  ask(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>
  send(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>
}

/** Reads an answer whole. */
export async function read(response: Response): Promise<Answer> {
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  const { status, headers } = response
  return { status, headers, text, body: isJson && text !== '' ? JSON.parse(text) : undefined }
}

/** Takes a seat as any client would: from `/` by the relation `take-seat` and its one form. */
export async function takeSeat(url: string, seat: string): Promise<Machine> {
  const form = await newClient(url).follow('take-seat')
  const taken = await submit(await form.get(), { seat })
  const { token, actor } = taken.data
  const bearer = { authorization: `Bearer ${token}` }
  const answer = async (path: string, options: RequestInit) =>
    read(await fetch(new URL(path, url), { redirect: 'manual', ...options }))
  return {
    token,
    actor,
    client: newClient(url, token),
    ask: (path, headers = {}) => answer(path, { headers: { accept: hal, ...bearer, ...headers } }),
    send: (path, fields, headers = {}) =>
      answer(path, {
        method: 'POST',
        headers: { accept: hal, ...bearer, ...headers },
        body: new URLSearchParams(fields),
      }),
  }
}

function newClient(url: string, token?: string): Client {
  const client = new Client(url)
  // Asked anew each time, as somebody who looks whether anything happened.
  client.cache = new NeverCache()
  client.use(async (request, next) => {
    if (token) request.headers.set('authorization', `Bearer ${token}`)
    return next(request)
  })
  return client
}

/** Submits the only form of a resource; what is not given keeps the value that the form came with. */
export async function submit(
  state: State,
  values: Readonly<Record<string, string>>,
): Promise<State> {
  return state.action('default').submit(values)
}

/** Opens a form by its relation, fills it in and sends it. */
export async function carryOut(
  state: State,
  relation: string,
  values: Readonly<Record<string, string>>,
): Promise<State> {
  return submit(await (await state.follow(relation)).get(), values)
}

const final = ['succeeded', 'rejected', 'failed']

/** Looks at a command by its own link until it is final. */
export async function followed(state: State): Promise<State> {
  for (let looks = 0; looks < 100; looks++) {
    const now = await state.follow('self').get({ headers: { prefer: 'wait=5' } })
    if (final.includes(now.data.state)) return now
  }
  throw new Error('The command was never settled')
}

/** The parts of a list that lies within a resource, page after page by the relation `next`. */
export async function listed(state: State): Promise<readonly State[]> {
  const found = [...state.getEmbedded()]
  let page = state
  while (page.links.get('next')) {
    page = await page.follow('next').get()
    const more = page.getEmbedded()
    if (more.length === 0) break
    found.push(...more)
  }
  return found
}

/** A part of an answer by its path; undefined where it is not. */
export function pick(body: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (part, key) => (typeof part === 'object' && part !== null ? Reflect.get(part, key) : undefined),
    body,
  )
}
