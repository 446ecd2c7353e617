import type { Task } from '../load.ts'

/** Opens the list of a hundred wallets. */
export const task: Task = async (connection) => {
  const answer = await connection.send({ method: 'GET', path: '/wallets' })
  if (answer.status !== 200) throw new Error(`the page answered ${answer.status}`)
}
