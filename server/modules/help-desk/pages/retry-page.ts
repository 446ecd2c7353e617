import type { Page } from '#kernel/page.ts'
import { retryById } from '../projections/retries.ts'
import { retryStatus } from './retries.ts'
import { stepTitle, triedIn, triedStep } from './retry-words.ts'

/** Many that were tried again together: which, and what came of each. */
export const retryPage: Page = {
  path: '/retries/:id',
  view: 'help-desk/retry.njk',
  by: { receptionist: 'clinic', dispenser: 'clinic', manager: 'clinic', admin: 'clinic' },
  thing: 'retry',
  async read(context) {
    const id = context.params['id'] ?? ''
    const [row] = await context.ask(retryById(id))
    if (!row) return undefined
    const { say } = context
    const tried = triedIn(await context.stream(`retry-${id}`))
    if (!tried) return undefined
    const { cases, outcomes } = tried
    return {
      title: `${row.title}, tried again together`,
      back: { rel: 'retries', href: '/retries', title: 'Stuck in the same way' },
      links: [{ rel: 'process', href: `/processes/${id}?name=retry-many`, title: 'The process' }],
      state: {
        step: row.step,
        error: row.error,
        count: row.count,
        tried: row.tried,
        wentOn: row.wentOn,
        state: row.state,
      },
      print: {
        status: retryStatus(row),
        things: [
          { title: 'Go on', text: `${row.wentOn} of ${row.count}` },
          { title: 'They stood at', text: stepTitle(row.step) },
          { title: 'Begun by', text: say.name(row.by), remark: say.moment(row.at).text },
        ],
        error: row.error,
        parts: cases.map((one) => triedStep(one, outcomes.get(one.case))),
        cases: cases.map((one) => ({
          rel: 'case',
          href: `/cases/${one.case}`,
          title: `Case ${one.number}`,
        })),
      },
      embedded: {
        case: cases.map((one) => ({
          href: `/cases/${one.case}`,
          number: one.number,
          outcome: outcomes.get(one.case) ?? 'not-begun',
        })),
      },
    }
  },
}
