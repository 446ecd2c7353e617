import { idOf } from '#kernel/event.ts'
import type { ResultReader } from '#kernel/intent.ts'
import { mailAddressOf } from '#modules/people/published.ts'
import { caseById } from '../projections/case-queries.ts'

/** Tells whether the answer reaches them by mail, or whether somebody has to call. */
export const answerResult: ResultReader = {
  async read(context, { state, target }) {
    if (state !== 'succeeded') return {}
    const one = await context.ask(caseById(idOf(target)))
    const address = await context.ask(mailAddressOf(one?.person ?? ''))
    const isMailed = address?.isConfirmed && address.email !== ''
    return {
      remark: isMailed
        ? 'A mail tells them where to read it'
        : 'They have no confirmed e-mail address: please call them',
    }
  },
}
