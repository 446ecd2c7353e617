import type { Rehearsal } from '#kernel/store.ts'
import type { WorkDone } from './messages.ts'
import type { PostDesk } from './post-desk.ts'
import type { Asker, Questions } from './questions.ts'
import type { Rebuilt } from './rebuild.ts'
import type { Submitting } from './submitting.ts'
import type { Tail } from './tail.ts'
import type { Waiting } from './waiting.ts'
import type { WriterThread } from './writer-thread.ts'

/** The web's side of the writer's thread: what was asked of it, and who waits. */
export type WebSide = {
  readonly thread: WriterThread
  readonly submitting: Submitting
  readonly rehearsals: Questions<Asker<Rehearsal>>
  readonly rebuilds: Questions<Asker<Rebuilt>>
  readonly waiting: Waiting
  readonly tail: Tail
  readonly postDesk: PostDesk
}

/** Takes what the writer did, and tells whoever waits for it. */
export function hear(web: WebSide, message: WorkDone): void {
  const { submitting, rehearsals, rebuilds, waiting, tail } = web
  switch (message.kind) {
    case 'committed': {
      const { head, settled, events } = message
      // Before anybody is answered: they read at once.
      const told = tail.take(head, events)
      for (const [ask, submission] of message.answers) submitting.answer(ask, submission)
      waiting.committed(settled, head, told)
      break
    }
    case 'rehearsed':
      rehearsals.answer(message.ask, ({ resolve }) => resolve(message.rehearsal))
      break
    case 'rebuilt': {
      const { outcome } = message
      rebuilds.answer(message.ask, ({ resolve, reject }) =>
        'error' in outcome ? reject(new Error(outcome.error)) : resolve(outcome),
      )
      break
    }
    case 'post':
      web.postDesk.hear(message.leased)
      break
    case 'defect':
      submitting.fail(message.ask, new Error(message.error))
      rehearsals.answer(message.ask, ({ reject }) => reject(new Error(message.error)))
  }
}
