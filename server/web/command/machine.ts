import { type CommandView, fireTimer, isFinal } from '#kernel/command.ts'
import type { AnyIntent } from '#kernel/intent.ts'
import type { Say } from '#kernel/words.ts'
import { refusalWords } from '#web/closed.ts'
import { setTime } from '#web/command/set-time.ts'
import { pollS } from '#web/command/stage.ts'
import { type Telling, tellCommand } from '#web/command/telling.ts'
import { halLinks } from '#web/hal-forms.ts'
import { referenceOf } from '#web/ids.ts'
import { spokenFacts } from '#web/spoken.ts'
import type { Visit } from '#web/visit.ts'

const lastWaitS = 30

/** Seconds after which to look again at a command that is not final. */
export function retryAfterOf({ at }: Visit, command: CommandView): number {
  return pollS(command, at) ?? lastWaitS
}

/** The intent of a command. Throws where the log holds one that this program does not know. */
export function intentOf({ site }: Visit, command: CommandView): AnyIntent {
  if (command.intent === fireTimer) return setTime
  const intent = site.registry.intents.get(command.intent)
  if (!intent)
    throw new Error(`Command ${command.id} has the intent ${command.intent}, which is unknown`)
  return intent
}

function bodyOf(say: Say, telling: Telling): object {
  const { command, intent, reference, heading, text, steps, result, links, waitsFor } = telling
  const { code, facts } = command.outcome
  const words = code ? (refusalWords(intent, code) ?? '') : intent.done
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  return {
    id: command.id,
    title: heading,
    reference,
    intent: command.intent,
    state: command.state,
    ...(text && isFinal(command.state) ? { detail: text } : {}),
    ...(code ? { code } : {}),
    ...(facts ? { facts: spokenFacts(words, facts, say) } : {}),
    ...(result.facts ? { result: result.facts } : {}),
    ...(waitsFor ? { waitsFor } : {}),
    receivedAt: iso(command.receivedAt),
    settledAt: iso(command.settledAt),
    steps,
    _links: halLinks(`/commands/${command.id}`, links),
  }
}

/** What a machine that does not wait is told at once: that we have it, and where to look. */
export function receiptBody(command: CommandView): object {
  return {
    id: command.id,
    reference: referenceOf(command.id),
    intent: command.intent,
    state: command.state,
    _links: halLinks(`/commands/${command.id}`, []),
  }
}

/** A command as HAL: its state, its steps, and links to what came of it and what can be done next. */
export async function commandBody(visit: Visit, command: CommandView): Promise<object> {
  return bodyOf(visit.say, await tellCommand(visit, command, intentOf(visit, command)))
}
