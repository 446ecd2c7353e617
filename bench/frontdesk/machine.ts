import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Cast } from '../clinic.ts'
import type { Answer, Connection } from '../connection.ts'
import type { Turn } from '../load.ts'

const sessions = 1_000
const hal = 'application/prs.hal-forms+json'

/** The folder of the clinic that is measured, whose cast the tasks play with. */
export const folder = process.env['BENCH_FOLDER'] ?? '.'
export const cast: Cast = JSON.parse(readFileSync(join(folder, 'bench.json'), 'utf8'))

/** One of many sessions in Sam's seat, since each is held to its own limits. */
export const session = ({ number }: Turn) => `sam.${number % sessions}`

/** Sends a form and waits for the end of its command. Throws where it does not succeed. */
export async function submit(
  connection: Connection,
  turn: Turn,
  path: string,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  const answer: Answer = await connection.send({
    method: 'POST',
    path,
    headers: {
      Accept: hal,
      Authorization: `Bearer ${session(turn)}`,
      'Content-Type': 'application/x-www-form-urlencoded',
      Prefer: 'wait=10',
    },
    body: new URLSearchParams(fields).toString(),
  })
  if (answer.status !== 200) throw new Error(`${fields['intent']} answered ${answer.status}`)
  const state = /"state":"([a-z-]+)"/.exec(answer.body)?.[1]
  if (state !== 'succeeded') throw new Error(`${fields['intent']} is ${state}`)
}
