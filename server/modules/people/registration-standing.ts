import type { PageContext } from '#kernel/page.ts'
import { processCategory } from '#kernel/process.ts'
import { foldProcess } from '#kernel/process-life.ts'
import { progressOf, type StepView } from '#kernel/progress.ts'
import type { ProcessLife } from '#kernel/step-life.ts'
import { clinicSettings } from '#modules/clinic/published.ts'
import { dayOf, endOfDay } from '#values/local-time.ts'
import { fullName } from '#values/name.ts'
import { nextWorkingDay } from '#values/working-days.ts'
import { registrationStream } from './published.ts'

export type RegistrationStage =
  | 'record'
  | 'wallet'
  | 'mail'
  | 'last'
  | 'completed'
  | 'stuck'
  | 'undoing'
  | 'declined'

/** Where a registration stands, as its own stream and its process tell it. */
export type RegistrationStanding = {
  readonly stage: RegistrationStage
  /** As typed, since there may be no record yet; empty once erased. */
  readonly name: string
  readonly given: string
  readonly hasEmail: boolean
  readonly steps: readonly StepView[]
  /** By when somebody will have looked at it, in ms, where it is stuck. */
  readonly lookedAtBy: number | undefined
  /** Why it came to nothing. */
  readonly why: { readonly code: string; readonly facts: object } | undefined
}

const stages: Readonly<Record<string, RegistrationStage>> = {
  'record-person': 'record',
  'open-wallet': 'wallet',
  'send-welcome': 'mail',
  'request-confirmation': 'mail',
  'complete-registration': 'last',
  'decline-registration': 'undoing',
}

function stageOf({ ended, stuck, compensating, steps }: ProcessLife): RegistrationStage {
  if (ended !== null) return ended === 'completed' ? 'completed' : 'declined'
  if (stuck) return 'stuck'
  if (compensating) return 'undoing'
  return stages[steps.at(-1)?.step ?? ''] ?? 'record'
}

/** Somebody looks by the end of the next working day. */
async function lookedAtBy(context: PageContext, since: number): Promise<number> {
  const clinic = await context.ask(clinicSettings())
  const zone = clinic?.zone ?? 'Etc/UTC'
  return endOfDay(nextWorkingDay(dayOf(since, zone), clinic?.closedDays ?? []), zone) - 1
}

/** Where the registration of that id stands; nothing where there is none. */
export async function registrationStanding(
  context: PageContext,
  id: string,
): Promise<RegistrationStanding | undefined> {
  const process = context.process('registration')
  const [begun, ...more] = await context.stream(registrationStream(id))
  if (!begun || !process) return undefined
  const { given, family, hasEmail } = begun.data as {
    given: string | null
    family: string | null
    hasEmail: boolean
  }
  const told = foldProcess(process, await context.stream(`${processCategory(process.name)}-${id}`))
  const stage = stageOf(told.life)
  const declined = more.find(({ type }) => type === 'RegistrationDeclined')
  return {
    stage,
    name: fullName(given, family),
    given: given ?? '',
    hasEmail,
    steps: progressOf(process, told, context.say).filter(
      ({ state }) => state !== 'not-begun' || (stage !== 'declined' && stage !== 'undoing'),
    ),
    lookedAtBy: stage === 'stuck' ? await lookedAtBy(context, told.life.changedAt) : undefined,
    why: declined?.data as { code: string; facts: object } | undefined,
  }
}
