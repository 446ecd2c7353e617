import { idOf } from '#kernel/event.ts'
import type { ResultReader } from '#kernel/intent.ts'
import { caseById } from '../projections/case-queries.ts'

/** Under which number a problem was reported; where it was before, the way to that case. */
export const reportResult: ResultReader = {
  async read(context, { state, target, outcome }) {
    if (state === 'succeeded') {
      const one = await context.ask(caseById(idOf(target)))
      return one ? { remark: `It is case ${one.number}` } : {}
    }
    const { code, facts = {} } = outcome
    if (code !== 'same') return {}
    const href = `/cases/${String(facts['case'])}`
    const title = `See case ${String(facts['number'])}`
    return {
      links: [
        { rel: 'case', href, title },
        { rel: 'note-case', href: `${href}/note-case`, title: 'Add to it' },
      ],
    }
  },
}
