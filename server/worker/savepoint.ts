import { type Io, tell } from './io.ts'
import { isDatabaseTrouble, ProjectionBroke } from './project.ts'
import { forgetSince, mark, type Work } from './work.ts'

/** What came of work that may fail alone. */
export type Attempted<T> = { readonly value: T } | { readonly error: unknown }

/**
 * Runs work on the database so that an error leaves nothing of it behind, neither there nor in memory.
 * A read model that breaks stops, and the work is done without it. Trouble of the database as a whole is
 * thrown: it ends the batch.
 */
export function* attempt<T>(work: Work, run: () => Io<T>): Io<Attempted<T>> {
  const before = mark(work.memory)
  yield* tell('SAVEPOINT command')
  try {
    const value = yield* run()
    yield* tell('RELEASE command')
    return { value }
  } catch (error) {
    if (isDatabaseTrouble(error)) throw error
    yield* tell('ROLLBACK TO command')
    yield* tell('RELEASE command')
    forgetSince(work.memory, before)
    if (!(error instanceof ProjectionBroke)) return { error }
    work.memory.stopped.set(error.projection, error.message)
    return yield* attempt(work, run)
  }
}
