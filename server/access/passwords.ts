import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'

/** What argon2id is asked to cost: memory in KiB, passes over it, lanes. */
export type Cost = { readonly memory: number; readonly passes: number; readonly lanes: number }

/** OWASP's Password Storage Cheat Sheet, argon2id with 19 MiB. */
export const usualCost: Cost = { memory: 19_456, passes: 2, lanes: 1 }

/** More wait already than can be served in a moment. */
export class TooManyAtOnce extends Error {}

export type Passwords = {
  /** The PHC string to keep. Rejects with `TooManyAtOnce`. */
  hash(password: string): Promise<string>
  /** Whether a password is the kept one; `raise` where it was kept at another cost than is usual now. */
  verify(kept: string | undefined, password: string): Promise<{ ok: boolean; raise: boolean }>
}

const saltBytes = 16
const tagBytes = 32
const atOnceMax = 2
const waitingMax = 20

const unpadded = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replaceAll('=', '')

function derive(password: string, salt: Uint8Array, { memory, passes, lanes }: Cost) {
  return new Promise<Buffer>((resolve, reject) => {
    argon2(
      'argon2id',
      {
        // The same password typed on two keyboards may be other characters that look alike.
        message: Buffer.from(password.normalize('NFC'), 'utf8'),
        nonce: salt,
        memory,
        passes,
        parallelism: lanes,
        tagLength: tagBytes,
      },
      (error, tag) => (error ? reject(error) : resolve(tag)),
    )
  })
}

const phcForm =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/

function read(kept: string): { cost: Cost; salt: Buffer; tag: Buffer } | undefined {
  const [, memory, passes, lanes, salt = '', tag = ''] = phcForm.exec(kept) ?? []
  if (!memory) return undefined
  return {
    cost: { memory: Number(memory), passes: Number(passes), lanes: Number(lanes) },
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}

const written = ({ memory, passes, lanes }: Cost, salt: Uint8Array, tag: Uint8Array) =>
  `$argon2id$v=19$m=${memory},t=${passes},p=${lanes}$${unpadded(salt)}$${unpadded(tag)}`

/** Lets two run at once and twenty wait: argon2 shares the threads that read files (libuv has four). */
function createTurns() {
  const waiting: (() => void)[] = []
  let running = 0
  return async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (running >= atOnceMax) {
      if (waiting.length >= waitingMax) throw new TooManyAtOnce('Too many passwords at once')
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}

/** Passwords as argon2id of Node's own crypto; with a cost below the usual one for tests alone. */
export function createPasswords(cost: Cost = usualCost): Passwords {
  const inTurn = createTurns()
  const nobodys = written(cost, randomBytes(saltBytes), randomBytes(tagBytes))
  const isUsual = (one: Cost) =>
    one.memory === cost.memory && one.passes === cost.passes && one.lanes === cost.lanes
  return {
    hash: (password) =>
      inTurn(async () => {
        const salt = randomBytes(saltBytes)
        return written(cost, salt, await derive(password, salt, cost))
      }),
    verify(kept, password) {
      // An account that is not there takes as long, and never fits.
      const known = read(kept ?? nobodys)
      if (!known) throw new Error('A kept password is not in the form it was written in')
      return inTurn(async () => {
        const tag = await derive(password, known.salt, known.cost)
        const ok = timingSafeEqual(tag, known.tag) && kept !== undefined
        return { ok, raise: ok && !isUsual(known.cost) }
      })
    },
  }
}
