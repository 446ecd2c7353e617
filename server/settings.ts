import { isAbsolute, resolve } from 'node:path'
import * as z from 'zod'
import { PlainError } from '#store/sqlite/connection.ts'

/** Everything that may be set from outside, checked once at the start. */
export type Settings = {
  readonly port: number
  readonly host: string
  readonly dataFolder: string
  readonly publicUrl: URL
  readonly demo: boolean
  /** The mail server; without one, mail stays readable here. The demo has none, whatever is set. */
  readonly smtpUrl: string | undefined
  readonly logLevel: string
  /** How many web servers in front of this one add to `X-Forwarded-For`. */
  readonly trustProxy: number
  /** Whether the demo goes on by itself: a booking, an order, every half minute. */
  readonly lively: boolean
}

const loopback = ['127.0.0.1', '::1', 'localhost']

const port = z.coerce.number().int().min(0).max(65_535)

const schema = z.object({
  PORT: port.default(8080),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z.string().optional(),
  PUBLIC_URL: z.url().optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, hostname: /^.+$/ }).optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).max(5).default(0),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('warn'),
  SEED_DEMO: z.enum(['0', '1']).default('0'),
  DEMO_LIVELY: z.enum(['0', '1']).default('1'),
})

const explanations: Readonly<Record<string, string>> = {
  PORT: 'PORT must be a number from 0 to 65535, for example PORT=8080.',
  HOST: 'HOST must be an address to listen on, for example HOST=127.0.0.1.',
  DATA_DIR: 'DATA_DIR must be a folder, for example DATA_DIR=./data.',
  PUBLIC_URL:
    'PUBLIC_URL must be a whole address, for example PUBLIC_URL=https://desk.example.org.',
  TRUST_PROXY:
    'TRUST_PROXY must say how many web servers stand in front, 0 to 5, for example TRUST_PROXY=1.',
  SMTP_URL:
    'SMTP_URL must be the address of a mail server, for example SMTP_URL=smtps://desk:password@mail.example.org.',
  LOG_LEVEL: 'LOG_LEVEL must be trace, debug, info, warn, error, fatal or silent.',
  SEED_DEMO: 'SEED_DEMO must be 1 (the demo clinic) or 0.',
  DEMO_LIVELY: 'DEMO_LIVELY must be 1 or 0.',
}

function checkPublicUrl(publicUrl: URL, demo: boolean): void {
  const isLoopback = loopback.includes(publicUrl.hostname.replace(/^\[|\]$/g, ''))
  if (publicUrl.protocol !== 'https:' && !isLoopback) {
    throw new PlainError(
      'PUBLIC_URL must begin with https:// unless it is this machine. Put a web server with a certificate in front.',
    )
  }
  if (demo && !isLoopback)
    throw new PlainError(
      'The demo clinic runs on this machine only. Use "npm run serve" for a real one.',
    )
}

/** Reads the environment. Throws one plain sentence about the first setting that is wrong. */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  folder: string,
): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const result = schema.safeParse(given)
  if (!result.success) {
    const name = String(result.error.issues[0]?.path[0] ?? '')
    throw new PlainError(explanations[name] ?? `${name} is not set as it must be.`)
  }
  const { PORT, HOST, DATA_DIR, PUBLIC_URL, DATABASE_URL, SEED_DEMO, LOG_LEVEL, DEMO_LIVELY } =
    result.data
  if (DATABASE_URL) {
    throw new PlainError(
      'DATABASE_URL is set, but this version keeps its data in a file only. Unset it; DATA_DIR says where the file is.',
    )
  }
  const demo = SEED_DEMO === '1'
  if (demo && !loopback.includes(HOST))
    throw new PlainError(
      'The demo clinic listens on this machine only. Unset HOST, or use "npm run serve".',
    )
  const shownHost =
    HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST.includes(':') ? `[${HOST}]` : HOST
  const publicUrl = new URL(PUBLIC_URL ?? `http://${shownHost}:${PORT}`)
  checkPublicUrl(publicUrl, demo)
  return {
    port: PORT,
    host: HOST,
    dataFolder: isAbsolute(DATA_DIR) ? DATA_DIR : resolve(folder, DATA_DIR),
    publicUrl,
    demo,
    smtpUrl: demo ? undefined : result.data.SMTP_URL,
    logLevel: LOG_LEVEL,
    trustProxy: result.data.TRUST_PROXY,
    lively: demo && DEMO_LIVELY === '1',
  }
}
