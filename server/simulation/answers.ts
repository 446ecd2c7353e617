import { type CommandState, isFinal, type Submission } from '#kernel/command.ts'
import type { Taken } from '#worker/batch.ts'
import type { Asked } from './aims.ts'
import { demand } from './breach.ts'
import { type Sightings, saw } from './sightings.ts'

/** What people were told of the commands they sent, by id. What they were told must stay true. */
export type Answers = Map<string, { readonly asked: Asked; readonly state: CommandState }>

function demandHonest(answers: Answers, asked: Asked, answer: Submission, seen: Sightings): void {
  const { id, intent } = asked.command
  const before = answers.get(id)
  if (answer.kind === 'reused') {
    saw(seen, 'an id was used again')
    demand(asked.repeats === 'other' || !before, `${intent} ${id} was not recognised when repeated`)
    return
  }
  demand(answer.kind === 'accepted', `${intent} ${id} was answered by "${answer.kind}"`)
  const { state, outcome } = answer.command
  // Each order has an id of its own: one that is there already was left behind by what was rolled back.
  const isThere = intent === 'place-order' && outcome.code === 'placed'
  demand(!isThere, `${intent} ${id} met an order that nobody was told of`)
  demand(!(before && asked.repeats === 'other'), `${intent} ${id} was taken with other content`)
  demand(!before || answer.again, `${intent} ${id} was acknowledged before, and done again`)
  if (answer.again) saw(seen, 'a command was repeated')
  if (before && isFinal(before.state)) {
    demand(before.state === state, `${intent} ${id} was ${before.state}, and is ${state} now`)
  }
  const isDone = state === 'succeeded' || state === 'in-progress'
  demand(!(asked.isForbidden && isDone), `${asked.command.actor.role} could ${intent}`)
  // Told of at its first hearing: a repetition does not change what was asked.
  answers.set(id, { asked: before?.asked ?? asked, state })
}

/** Notes what each command of a batch was answered. Throws a `Breach` for an answer that cannot be true. */
export function hear(
  answers: Answers,
  asked: readonly Asked[],
  taken: readonly Taken[],
  seen: Sightings,
): void {
  demand(asked.length === taken.length, `${asked.length} asked, ${taken.length} were answered`)
  for (const [index, one] of asked.entries()) {
    const answer = taken[index]
    if (answer?.kind === 'defect') throw answer.error
    if (answer) demandHonest(answers, one, answer, seen)
  }
}
