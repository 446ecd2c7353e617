import type { Link, Page, PageContext } from '#kernel/page.ts'
import { printedSteps } from '#kernel/progress.ts'
import { fill } from '#kernel/words.ts'
import { casesUnder } from '#modules/help-desk/published.ts'
import { walletStream } from '#modules/wallets/published.ts'
import { mailAddressOf, personStream } from '../published.ts'
import { type RegistrationStanding, registrationStanding } from '../registration-standing.ts'
import { registrationRefusals, standingWords } from '../registration-words.ts'

/** Seconds until a page that shows something under way looks again. */
const lookAgainS = 3

const underWay = ['record', 'wallet', 'mail', 'last', 'undoing']

async function linksOf(
  context: PageContext,
  id: string,
  { stage, steps }: RegistrationStanding,
): Promise<readonly Link[]> {
  const isDone = (step: string) =>
    stage !== 'declined' && steps.some((one) => one.step === step && one.state === 'done')
  const cases = await context.ask(casesUnder(id))
  const own = context.actor.id === id
  return [
    ...(isDone('record-person')
      ? [{ rel: 'person', href: context.href(personStream(id)), title: own ? 'You' : 'The record' }]
      : []),
    ...(isDone('open-wallet')
      ? [{ rel: 'wallet', href: context.href(walletStream(id)), title: 'The wallet' }]
      : []),
    ...(own ? [] : cases).map((one) => ({
      rel: 'case',
      href: `/cases/${one.id}`,
      title: `See case ${one.number}`,
    })),
    { rel: 'command', href: `/commands/${id}`, title: 'What was asked for, and the answer' },
  ]
}

/** "Bob’s registration", or "Your registration". */
function titleOf({ name }: RegistrationStanding, isOwn: boolean): string {
  return isOwn ? 'Your registration' : `Registration of ${name || 'somebody erased'}`
}

async function readRegistration(context: PageContext, id: string, standing: RegistrationStanding) {
  const { say, actor } = context
  const isOwn = actor.id === id
  const isConfirmed = (await context.ask(mailAddressOf(id)))?.isConfirmed ?? false
  const { heading, text } = standingWords(standing, { isOwn, isConfirmed }, say)
  const code = standing.why?.code
  const words =
    code && Object.hasOwn(registrationRefusals, code) ? registrationRefusals[code as never] : ''
  const why = words ? fill(words, { ...standing.why?.facts }, say) : ''
  const isUnderWay = underWay.includes(standing.stage)
  return {
    title: titleOf(standing, isOwn),
    back: isOwn
      ? { rel: 'home', href: '/', title: 'Home' }
      : { rel: 'patients', href: '/patients', title: 'People' },
    links: await linksOf(context, id, standing),
    state: {
      id,
      stage: standing.stage,
      standing: heading,
      ...(code ? { code } : {}),
      ...(standing.lookedAtBy === undefined ? {} : { lookedAtBy: say.day(standing.lookedAtBy) }),
      ...(isUnderWay ? { lookAgainAfterS: lookAgainS } : {}),
      steps: standing.steps,
    },
    print: {
      text: why || text,
      tone: standing.stage === 'stuck' || standing.stage === 'declined' ? 'wait' : 'info',
      again: isUnderWay ? lookAgainS : undefined,
      progress: printedSteps(standing.steps),
    },
  }
}

/** A registration: how far it came, and until there is a record and a wallet, what stands in their place. */
export const registrationPage: Page = {
  path: '/registrations/:id',
  view: 'people/registration.njk',
  thing: 'registration',
  by: {
    patient: 'own',
    receptionist: 'clinic',
    dispenser: 'clinic',
    practitioner: 'clinic',
    manager: 'clinic',
  },
  async read(context) {
    const id = context.params['id'] ?? ''
    const standing = await registrationStanding(context, id)
    return standing && readRegistration(context, id, standing)
  },
}
