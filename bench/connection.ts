import { connect, type Socket } from 'node:net'

export type Answer = { status: number; headers: ReadonlyMap<string, string>; body: string }
export type Sending = {
  method: string
  path: string
  headers?: Record<string, string>
  body?: string
}

/** One keep-alive connection: one request at a time, answered in order. */
export type Connection = { send(request: Sending): Promise<Answer>; close(): void }

const silenceMs = 30_000

type Waiting = { resolve: (answer: Answer) => void; reject: (error: Error) => void }

/**
 * Opens a connection to an origin such as `http://127.0.0.1:8080`. It speaks just enough HTTP/1.1
 * (RFC 9112: lengths and chunks, no trailers, no 1xx) over a bare socket, because on two cores a
 * full client takes as much of the machine as the server that is to be measured. Rejects when the
 * socket fails, closes or is silent for 30 s before the answer is whole; the next send opens it
 * again.
 */
export function openConnection(origin: string): Connection {
  const { hostname, port, host } = new URL(origin)
  let socket: Socket | undefined
  let received: Buffer = Buffer.alloc(0)
  let waiting: Waiting | undefined

  function fail(error: Error): void {
    socket?.destroy()
    socket = undefined
    waiting?.reject(error)
    waiting = undefined
  }

  function take(chunk: Buffer): void {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
    const whole = readAnswer(received)
    if (!whole || !waiting) return
    received = received.subarray(whole.length)
    const { resolve } = waiting
    waiting = undefined
    if (whole.answer.headers.get('connection') === 'close') {
      socket?.destroy()
      socket = undefined
    }
    resolve(whole.answer)
  }

  function open(): Socket {
    received = Buffer.alloc(0)
    const opened = connect(Number(port), hostname)
    opened.setNoDelay(true)
    opened.setTimeout(silenceMs, () => waiting && fail(new Error('No answer within 30 s')))
    opened.on('data', take)
    opened.on('error', (error) => opened === socket && fail(error))
    opened.on('close', () => opened === socket && fail(new Error('The connection was closed')))
    return opened
  }

  return {
    send(request) {
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        socket ??= open()
        socket.write(writeRequest(request, host))
      })
    },
    close() {
      const closing = socket
      socket = undefined
      closing?.destroy()
    },
  }
}

function writeRequest({ method, path, headers = {}, body }: Sending, host: string): string {
  const lines = [`${method} ${path} HTTP/1.1`, `Host: ${host}`]
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`)
  if (body !== undefined) lines.push(`Content-Length: ${Buffer.byteLength(body)}`)
  return `${lines.join('\r\n')}\r\n\r\n${body ?? ''}`
}

/** The first answer in these bytes and how many it took; undefined while it is not whole. */
export function readAnswer(bytes: Buffer): { answer: Answer; length: number } | undefined {
  const end = bytes.indexOf('\r\n\r\n')
  if (end === -1) return undefined
  const [first = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n')
  const headers = new Map(lines.map(readHeader))
  const status = Number(first.split(' ')[1])
  const start = end + 4
  const content = headers.get('transfer-encoding')
    ? readChunks(bytes, start)
    : readLength(bytes, start, Number(headers.get('content-length') ?? 0))
  return content && { answer: { status, headers, body: content.body }, length: content.end }
}

function readHeader(line: string): [string, string] {
  const colon = line.indexOf(':')
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
}

function readLength(bytes: Buffer, start: number, length: number) {
  const end = start + length
  return bytes.length < end ? undefined : { body: bytes.toString('utf8', start, end), end }
}

function readChunks(bytes: Buffer, start: number): { body: string; end: number } | undefined {
  const parts: Buffer[] = []
  let at = start
  for (;;) {
    const lineEnd = bytes.indexOf('\r\n', at)
    if (lineEnd === -1) return undefined
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16)
    const next = lineEnd + 2 + size + 2
    if (bytes.length < next) return undefined
    if (size === 0) return { body: Buffer.concat(parts).toString('utf8'), end: next }
    parts.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size))
    at = next
  }
}
