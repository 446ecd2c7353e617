import type { Say } from '#kernel/words.ts'
import type { CaseRow } from '../projections/case-queries.ts'

/** Whether a case needs nobody: it is closed, or its process goes on by itself and nobody waits. */
export function isOver({
  processState,
  isAsked,
  state,
}: Pick<CaseRow, 'processState' | 'isAsked' | 'state'>): boolean {
  return state === 'closed' || (!isAsked && processState !== null && processState !== 'stuck')
}

const quoted = (title: string) => (title === '' ? 'one of our pages' : `“${title}”`)

function processTitle(one: CaseRow, say: Say): string {
  const what = (one.title ?? one.process).toLowerCase()
  const whose = one.person ? `${say.name(one.person)}’s ${what}` : `One ${what}`
  if (one.processState === 'ended' || one.state === 'closed') return `${whose} was stuck`
  return one.processState === 'stuck' ? `${whose} is stuck` : `${whose} goes on again`
}

/** "Liam Fox’s order is stuck", "Maria Santos asks about “Order 1048”". */
export function caseTitle(one: CaseRow, say: Say): string {
  if (one.aboutKind === 'process') return processTitle(one, say)
  if (one.aboutKind === 'command') return 'Something failed on our side'
  if (one.process === 'mail' && one.person) return `Mail to ${say.name(one.person)} came back`
  if (one.person && one.reporter)
    return `${say.name(one.person)} asks about ${quoted(one.reported)}`
  if (one.reporter) return `${say.name(one.reporter)} reported ${quoted(one.reported)}`
  return one.reported === '' ? 'Something went wrong' : one.reported
}

/** The same case for whoever’s matter it is. */
export function caseTitleForPatient(one: CaseRow): string {
  if (one.aboutKind === 'process') {
    const what = (one.title ?? one.process).toLowerCase()
    return isOver(one) ? `Your ${what} was looked into` : `Your ${what} is being looked into`
  }
  if (one.aboutKind === 'command') return 'Something failed on our side'
  if (one.reporter === null) return one.reported || 'Something went wrong'
  return `Your question about ${quoted(one.reported)}`
}

/** What a list says beneath the title: what was told, or what stands in the way. */
export function caseRemark({ told, error }: Pick<CaseRow, 'told' | 'error'>): string {
  return told || error
}

/** How a case stands, for those at the help desk. */
export function caseStatus(one: CaseRow, say: Say, viewer: string) {
  if (one.state === 'closed') return { shape: 'tick', text: 'Closed' }
  if (isOver(one)) {
    return one.processState === 'ended'
      ? { shape: 'tick', text: 'Ended by itself' }
      : { shape: 'half', text: 'Goes on again' }
  }
  if (one.takenBy === null) return { shape: 'ring', text: 'Nobody’s yet', tone: 'wait' }
  const name = one.takenBy === viewer ? 'You have it' : `${say.name(one.takenBy)} has it`
  return { shape: 'half', text: name, tone: 'act' }
}

/** How it stands for whoever asked. */
export function caseStatusForPatient(one: CaseRow) {
  if (one.state === 'closed') return { shape: 'tick', text: 'Closed' }
  return one.isAsked || one.processState !== null
    ? { shape: 'half', text: 'We look into it', tone: 'act' }
    : { shape: 'tick', text: 'Answered', tone: 'good' }
}
