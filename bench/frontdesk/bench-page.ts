import type { Task } from '../load.ts'
import { session } from './machine.ts'

/** Opens the dispenser's bench, or whatever page is named by BENCH_PATH. */
export const task: Task = async (connection, turn) => {
  const answer = await connection.send({
    method: 'GET',
    path: process.env['BENCH_PATH'] ?? '/queue',
    headers: { Accept: 'text/html', Cookie: `fd=${session(turn)}` },
  })
  if (answer.status !== 200) throw new Error(`the page answered ${answer.status}`)
}
