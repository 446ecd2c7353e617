import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** What a mail server does with one message; `drop` takes it and breaks the line without a word. */
export type Whim = 'take' | 'busy' | 'unknown' | 'unwanted' | 'drop' | 'half-way'

/** A mail as it came, its headers by their names in lower case. */
export type Received = {
  readonly headers: Readonly<Record<string, string>>
  readonly to: readonly string[]
  readonly raw: string
}

/** A real mail server in this process, which does what the test tells it. */
export type TriedMailServer = {
  readonly url: string
  /** Every message whose words arrived, whatever was answered. */
  readonly received: readonly Received[]
  /** What it does with the next messages, one each; then it takes them. */
  next(...whims: readonly Whim[]): void
  close(): Promise<void>
}

function smtpError(code: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode: code })
}

/** The headers of a mail, unfolded. */
function headersOf(raw: string): Readonly<Record<string, string>> {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ')
  const pairs = head.split('\r\n').map((line) => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
  })
  return Object.fromEntries(pairs)
}

/** Starts a mail server on a port of its own. */
export async function startMailServer(): Promise<TriedMailServer> {
  const received: Received[] = []
  const whims: Whim[] = []
  const sockets = new Set<Socket>()
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onRcptTo(_address, _session, answer) {
      if (whims[0] === 'busy') {
        whims.shift()
        return answer(smtpError(450, 'Mailbox busy'))
      }
      if (whims[0] === 'unknown') {
        whims.shift()
        return answer(smtpError(550, 'No such user here'))
      }
      return answer()
    },
    onData(stream, session, answer) {
      const whim = whims.shift() ?? 'take'
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        if (whim === 'half-way') cut()
      })
      stream.on('end', () => {
        if (whim === 'half-way') return
        const raw = Buffer.concat(chunks).toString('utf8')
        const to = session.envelope.rcptTo.map(({ address }) => address)
        received.push({ headers: headersOf(raw), to, raw })
        if (whim === 'drop') return cut()
        answer(whim === 'unwanted' ? smtpError(554, 'We do not like what it says') : null)
      })
    },
  })
  server.on('error', () => undefined)
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    next: (...more) => void whims.push(...more),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        cut()
      }),
  }
}

/** Something that takes the line and never says a word. */
export async function startSilence(): Promise<{ readonly url: string; close(): void }> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
