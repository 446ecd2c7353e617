import type { NewCommand } from '#kernel/command.ts'
import type { Row } from '#kernel/query.ts'
import type { OutgoingStep } from '#worker/outgoing.ts'

/**
 * How the processes of one clinic speak to each other: the questions of the store's port, as JSON over
 * HTTP, each a POST to `/elsewhere/<name>`. Who asks shows a secret that both were started with.
 */

export const doorPath = '/elsewhere'

/** A query without the function that turns its rows into an answer: that stays with who asks. */
export type AskedQuery = {
  readonly sql: string
  readonly args: readonly (string | number | null)[]
}

/** A step as the command that it is. */
export function commandOfStep(step: OutgoingStep): NewCommand {
  const { id, intent, target, actor, role, on_behalf_of, correlation, attempt, data } = step
  return {
    id,
    intent,
    target,
    actor: { id: actor, role, onBehalfOf: on_behalf_of },
    data,
    partOf: { correlation, step: `${step.process}/${step.step}`, attempt },
  }
}

/** Rows as they come over the line. */
export type Rows = readonly Row[]
