import { sendText } from '#web/respond.ts'
import { styleguide } from '#web/styleguide.ts'
import type { Visit } from '#web/visit.ts'

/** Answers `/styleguide`: every piece that pages are made of, in every state. */
export function answerStyleguide({ site, request, response, nonce }: Visit): void {
  const page = site.views.render('styleguide/index.njk', {
    ...styleguide,
    nonce,
    path: '/styleguide',
  })
  sendText(request, response, 'text/html; charset=utf-8', page)
}
