import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { PlainError } from '#store/sqlite/connection.ts'

const drainMs = 10_000
// About a millisecond of work: what else waits for the event loop is done between two turns.
const perTurn = 8

/**
 * A server that hangs up on whoever drips bytes (defaults would allow a request five minutes). Until it is
 * given its application it says that it is starting.
 */
export function httpServer(): Server {
  const server = createServer(
    {
      headersTimeout: 5_000,
      requestTimeout: 30_000,
      connectionsCheckingInterval: 1_000,
      keepAliveTimeout: 10_000,
    },
    starting,
  )
  server.maxConnections = 1_000
  return server
}

function starting(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '2' })
  response.end('Frontdesk is starting. Please look again in a moment.\n')
}

type Request = readonly [IncomingMessage, ServerResponse]

/** Hands the requests over to the application. */
export function serve(server: Server, app: RequestListener): void {
  server.off('request', starting)
  const [looking, sending]: [Request[], Request[]] = [[], []]
  let isTurnComing = false

  function takeTurn(): void {
    isTurnComing = false
    const first = looking.splice(0, perTurn)
    const then = sending.splice(0, Math.max(1, perTurn - first.length))
    for (const [request, response] of [...first, ...then]) app(request, response)
    expectTurn()
  }

  function expectTurn(): void {
    if (isTurnComing || looking.length + sending.length === 0) return
    isTurnComing = true
    setImmediate(takeTurn)
  }

  server.on('request', (request, response) => {
    // Whoever looks at a page waits for it; a form that is sent waits for the disk anyway.
    const queue = request.method === 'GET' ? looking : sending
    queue.push([request, response])
    expectTurn()
  })
}

/** Listens, and answers the port that was given; a busy one is a plain sentence. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const sentences: Readonly<Record<string, string>> = {
        EADDRINUSE: `Port ${port} is in use, perhaps by another Frontdesk. Stop that one, or choose another: PORT=${port + 1} npm start.`,
        EACCES: `Port ${port} needs more rights than this account has. Choose one above 1023, for example PORT=8080.`,
        EADDRNOTAVAIL: `This machine has no address ${host}. Set HOST=127.0.0.1.`,
      }
      reject(
        new PlainError(
          sentences[error.code ?? ''] ??
            `The server could not listen on ${host}:${port}: ${error.message}.`,
        ),
      )
    })
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })
}

/** Takes no new connection, lets the requests under way end, and hangs up after ten seconds. */
export function drain(server: Server): Promise<void> {
  server.on('request', (_, response) => response.setHeader('Connection', 'close'))
  return new Promise((resolve) => {
    const hangUp = setTimeout(() => server.closeAllConnections(), drainMs)
    server.close(() => {
      clearTimeout(hangUp)
      resolve()
    })
    server.closeIdleConnections()
  })
}
