import type { Challenges } from './challenges.ts'
import type { AccessDatabase } from './database.ts'
import { answerMade, answerProven, verdict } from './passkey-answers.ts'

export type Passkey = {
  readonly id: string
  readonly name: string
  /** In ms. */
  readonly addedAt: number
  readonly usedAt: number | null
}

/** Where this clinic is: what a passkey is made for. `id` is the host of the public address. */
export type RelyingParty = { readonly id: string; readonly origin: string; readonly name: string }

/** Whom a passkey is made for, as their device will show it. */
export type PasskeyHolder = {
  readonly person: string
  readonly name: string
  readonly email: string
}

export type Passkeys = {
  /** What the browser is asked to make a passkey with, as JSON. */
  makeOptions(
    party: RelyingParty,
    holder: PasskeyHolder,
    owner: string,
    now: number,
  ): Promise<string>
  /** Keeps what the browser made; false where it is not what was asked for. */
  add(
    party: RelyingParty,
    person: string,
    made: { readonly answer: string; readonly name: string },
    owner: string,
    now: number,
  ): Promise<boolean>
  /** What the browser is asked to prove somebody with; of one person where that is known. */
  askOptions(
    party: RelyingParty,
    person: string | undefined,
    owner: string,
    now: number,
  ): Promise<string>
  /** Whose passkey answered, or nothing. */
  verify(
    party: RelyingParty,
    answer: string,
    owner: string,
    now: number,
  ): Promise<string | undefined>
  list(person: string): readonly Passkey[]
  remove(person: string, id: string): boolean
}

// Loaded when somebody first uses a passkey: it would take a tenth of the time to start, and 14 MB.
const library = () => import('@simplewebauthn/server')

type Row = {
  readonly person: string
  readonly publicKey: Uint8Array
  readonly counter: number
  readonly transports: string
}

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'))
const challengeOf = (text: string) => Buffer.from(text, 'base64url').toString('utf8')

/** EdDSA, ES256 and RS256 of COSE: what devices can do; Node warns of anything newer as an experiment. */
const algorithms = [-8, -7, -257]

/** No word on which device it is; one that finds the account by itself, and asks who holds it. */
const usualWay = {
  timeout: 5 * 60_000,
  attestationType: 'none',
  authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
} as const

function createStatements(db: AccessDatabase) {
  return {
    insert: db.prepare(
      `INSERT INTO passkeys (id, person, name, public_key, counter, transports, added_at)
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    ),
    select: db.prepare<[string], Row>(
      'SELECT person, public_key AS "publicKey", counter, transports FROM passkeys WHERE id = ?',
    ),
    selectAll: db.prepare<[string], Passkey & { readonly transports: string }>(
      `SELECT id, name, transports, added_at AS "addedAt", used_at AS "usedAt"
     FROM passkeys WHERE person = ? ORDER BY added_at, id`,
    ),
    use: db.prepare('UPDATE passkeys SET counter = ?, used_at = ? WHERE id = ?'),
    remove: db.prepare('DELETE FROM passkeys WHERE person = ? AND id = ?'),
  }
}

type Statements = ReturnType<typeof createStatements>

const descriptorsFrom = (sql: Statements) => (person: string) =>
  sql.selectAll
    .all(person)
    .map(({ id, transports }) => ({ id, transports: transports.split(' ').filter(Boolean) }))

function proving(sql: Statements, challenges: Challenges): Pick<Passkeys, 'askOptions' | 'verify'> {
  const descriptors = descriptorsFrom(sql)
  return {
    async askOptions(party, person, owner, now) {
      const { generateAuthenticationOptions } = await library()
      const options = await generateAuthenticationOptions({
        rpID: party.id,
        challenge: bytesOf(challenges.make(owner, now)),
        timeout: 5 * 60_000,
        userVerification: 'required',
        ...(person === undefined ? {} : { allowCredentials: descriptors(person) }),
      })
      return JSON.stringify(options)
    },
    async verify(party, answer, owner, now) {
      const response = answerProven(answer)
      const known = response && sql.select.get(response.id)
      if (!response || !known) return undefined
      const { verifyAuthenticationResponse } = await library()
      const checked = await verdict(
        verifyAuthenticationResponse({
          response,
          expectedChallenge: (one) => challenges.take(challengeOf(one), owner, now),
          expectedOrigin: party.origin,
          expectedRPID: party.id,
          requireUserVerification: true,
          credential: {
            id: response.id,
            publicKey: new Uint8Array(known.publicKey),
            counter: known.counter,
          },
        }),
      )
      if (!checked?.verified) return undefined
      sql.use.run(checked.authenticationInfo.newCounter, now, response.id)
      return known.person
    },
  }
}

/** Passkeys in web.sqlite, with user verification asked for and required. */
export function createPasskeys(db: AccessDatabase, challenges: Challenges): Passkeys {
  const sql = createStatements(db)
  const descriptors = descriptorsFrom(sql)
  return {
    async makeOptions(party, { person, name, email }, owner, now) {
      const { generateRegistrationOptions } = await library()
      const options = await generateRegistrationOptions({
        rpName: party.name,
        rpID: party.id,
        userName: email || name,
        userDisplayName: name,
        userID: bytesOf(person),
        challenge: bytesOf(challenges.make(owner, now)),
        excludeCredentials: descriptors(person),
        ...usualWay,
        supportedAlgorithmIDs: algorithms,
      })
      return JSON.stringify(options)
    },
    async add(party, person, { answer, name }, owner, now) {
      const response = answerMade(answer)
      if (!response) return false
      const { verifyRegistrationResponse } = await library()
      const checked = await verdict(
        verifyRegistrationResponse({
          response,
          expectedChallenge: (one) => challenges.take(challengeOf(one), owner, now),
          expectedOrigin: party.origin,
          expectedRPID: party.id,
          supportedAlgorithmIDs: algorithms,
          requireUserVerification: true,
        }),
      )
      if (!checked?.verified) return false
      const { id, publicKey, counter, transports = [] } = checked.registrationInfo.credential
      return (
        sql.insert.run(id, person, name, publicKey, counter, transports.join(' '), now).changes ===
        1
      )
    },
    ...proving(sql, challenges),
    list: (person) => sql.selectAll.all(person),
    remove: (person, id) => sql.remove.run(person, id).changes === 1,
  }
}
