import type { Say } from '#kernel/words.ts'
import type { CaseRow } from '../projections/case-queries.ts'

/** Whether what a case is about has come to its end by itself. */
export function isOver({ processState }: Pick<CaseRow, 'processState'>): boolean {
  return processState === 'ended'
}

/** "Liam Fox’s order is stuck"; of a command, that something failed. */
export function caseTitle(one: CaseRow, say: Say): string {
  if (one.aboutKind === 'command') return 'Something failed on our side'
  const what = (one.title ?? one.process).toLowerCase()
  const whose = one.person ? `${say.name(one.person)}’s ${what}` : `One ${what}`
  if (isOver(one)) return `${whose} was stuck`
  return one.processState === 'stuck' ? `${whose} is stuck` : `${whose} goes on again`
}
