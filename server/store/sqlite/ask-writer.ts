import type { ToWriter } from './messages.ts'
import type { Asker, Questions } from './questions.ts'
import type { WriterThread } from './writer-thread.ts'

/** Asks the writer's thread something that it answers under a number. */
export function askWriter<Answer>(
  thread: WriterThread,
  asked: Questions<Asker<Answer>>,
  message: (ask: number) => ToWriter,
): Promise<Answer> {
  if (thread.state() !== 'ready')
    return Promise.reject(new Error('The writer is not there at present.'))
  return new Promise((resolve, reject) => {
    thread.post(message(asked.keep({ resolve, reject })))
  })
}
