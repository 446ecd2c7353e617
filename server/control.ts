import { chmodSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { join, relative } from 'node:path'
import * as z from 'zod'

/** What a running server does when the command line asks it. */
export type ControlTasks = {
  /** Rebuilds a read model while commands go on. Rejects for a name that is not known. */
  rebuild(name: string): Promise<object>
}

export type Control = { close(): Promise<void> }

/** What a running server answered: the outcome, or the sentence that says why there is none. */
export type Answered =
  | { readonly kind: 'done'; readonly outcome: unknown }
  | { readonly kind: 'refused'; readonly sentence: string }

const socketName = 'control.sock'
// What the operating system takes for the name of a socket, the end of the text included (unix(7)).
const longestName = 107
const bodyBytesMax = 4_096

const asking = z.object({ name: z.string().min(1).max(200) })

/** The shorter of the two ways to name the socket: deep folders have names that no socket may have. */
function socketOf(folder: string): string | undefined {
  const whole = join(folder, socketName)
  const near = relative(process.cwd(), whole)
  return [whole, near].find((name) => Buffer.byteLength(name) <= longestName)
}

/**
 * Listens for the command line in the data folder, for the account that runs the server and nobody else.
 * Call it with the folder's lock held: a socket that is there already was left behind. Where the folder's
 * name is too long for a socket it listens nowhere, and the command line asks for a stop instead.
 */
export async function listenForControl(folder: string, tasks: ControlTasks): Promise<Control> {
  const name = socketOf(folder)
  if (name === undefined) return { close: async () => undefined }
  rmSync(name, { force: true })
  const server = createServer((asked, answer) => void carryOut(tasks, asked, answer))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    // The socket is made within the call, so nobody else can connect before its mode is set.
    const mask = process.umask(0o177)
    server.listen(name, resolve)
    process.umask(mask)
  })
  chmodSync(name, 0o600)
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function carryOut(
  tasks: ControlTasks,
  asked: IncomingMessage,
  answer: ServerResponse,
): Promise<void> {
  const say = (status: number, body: object) => {
    answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
  const task = (asked.url ?? '').slice(1)
  if (asked.method !== 'POST' || !isTask(tasks, task)) {
    return say(404, { sentence: `The running server knows no task "${task}".` })
  }
  try {
    const { name } = asking.parse(JSON.parse(await bodyOf(asked)))
    say(200, await tasks[task](name))
  } catch (error) {
    say(422, { sentence: error instanceof Error ? error.message : String(error) })
  }
}

function isTask(tasks: ControlTasks, task: string): task is keyof ControlTasks {
  return Object.hasOwn(tasks, task)
}

async function bodyOf(stream: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of stream) {
    bytes += (part as Buffer).length
    if (bytes > bodyBytesMax) throw new Error('What was asked is too long.')
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts).toString('utf8')
}

/** Nobody listens: no socket, or one that a killed server left behind. */
function isNobodyThere(error: NodeJS.ErrnoException): boolean {
  return error.code === 'ENOENT' || error.code === 'ECONNREFUSED'
}

/**
 * Asks the server that runs on this data folder to do something, and waits until it is done, however long
 * that takes. Answers undefined where no server listens. Rejects where the connection breaks.
 */
export function askServer(
  folder: string,
  task: keyof ControlTasks,
  name: string,
): Promise<Answered | undefined> {
  const socketPath = socketOf(folder)
  if (socketPath === undefined) return Promise.resolve(undefined)
  return new Promise((resolve, reject) => {
    const asking = request(
      { socketPath, agent: false, method: 'POST', path: `/${task}` },
      (answer) => {
        bodyOf(answer).then((text) => resolve(answered(answer.statusCode ?? 0, text)), reject)
      },
    )
    asking.on('error', (error) => (isNobodyThere(error) ? resolve(undefined) : reject(error)))
    asking.end(JSON.stringify({ name }))
  })
}

function answered(status: number, text: string): Answered {
  const body: unknown = JSON.parse(text)
  if (status === 200) return { kind: 'done', outcome: body }
  return { kind: 'refused', sentence: z.object({ sentence: z.string() }).parse(body).sentence }
}
