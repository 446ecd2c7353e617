import type { Task } from '../load.ts'

const wallets = 1000

/** Puts a pound into one of the wallets and reads the new balance. */
export const task: Task = async (connection, { number }) => {
  const answer = await connection.send({
    method: 'POST',
    path: `/wallets/w${number % wallets}/top-ups`,
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: '{"amount":100}',
  })
  if (answer.status !== 201) throw new Error(`top-up answered ${answer.status}`)
}
