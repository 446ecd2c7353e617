import type { Task } from '../load.ts'
import { cast, session } from './machine.ts'

/** Opens what staff look at all day, by turns: the first page, the queue, a wallet, the shelf, a form. */
export const task: Task = async (connection, turn) => {
  const patient = cast.patients[turn.number % cast.patients.length]
  const paths = [
    '/',
    '/queue',
    `/wallets/${patient}`,
    '/catalogue',
    `/wallets/${patient}/top-up-wallet`,
  ]
  const answer = await connection.send({
    method: 'GET',
    path: paths[turn.number % paths.length] ?? '/',
    headers: { Accept: 'text/html', Cookie: `fd=${session(turn)}` },
  })
  if (answer.status !== 200) throw new Error(`a page answered ${answer.status}`)
}
