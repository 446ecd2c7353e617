import type { FormView } from '#kernel/page.ts'
import { searchedBy } from '#modules/people/published.ts'
import { forbidden } from '#web/access.ts'
import { isProblem, sentBy } from '#web/body.ts'
import { halForm } from '#web/hal-forms.ts'
import { maySearch } from '#web/may-search.ts'
import type { Problem } from '#web/problem.ts'
import { sendJson, sendOn, sendPage, sendProblem } from '#web/respond.ts'
import { createSearches, type Searches } from '#web/searches.ts'
import { sessionKey } from '#web/session-key.ts'
import type { Site } from '#web/site.ts'
import type { Visit } from '#web/visit.ts'

const wordsMax = 200

const kept = new WeakMap<Site['store'], Searches>()

/** The searches that sessions of this site made. */
export function searchesOf({ store }: Site): Searches {
  const known = kept.get(store) ?? createSearches()
  kept.set(store, known)
  return known
}

/** Why this viewer may not look for people, if they may not. */
export function searchRefused(visit: Visit): Problem | undefined {
  return maySearch(visit) ? undefined : forbidden(visit, searchedBy)
}

/** The form, with what was searched for. */
export function searchForm(words: string, error?: string): FormView {
  const detail = error ? { error } : {}
  return {
    name: 'find-person',
    action: '/searches',
    heading: 'Find a person',
    submit: 'Find',
    hidden: [],
    inputs: [
      {
        kind: 'text',
        name: 'words',
        label: 'Who?',
        hint: 'Parts of the name, birth date, telephone, e-mail, postcode or number, in any order',
        required: true,
        maxLength: wordsMax,
        width: 'full',
        autocomplete: 'off',
        value: words,
        ...detail,
      },
    ],
    errors: error ? [{ field: 'words', code: 'missing', detail: error }] : [],
    checkFirst: false,
  }
}

/** Where the way back leads. */
export const searchBack = { href: '/patients', title: 'People' }

async function sendForm(visit: Visit, form: FormView): Promise<void> {
  const { request, response, wants } = visit
  const status = form.errors.length > 0 ? 422 : 200
  if (wants.kind === 'machine') {
    response.status(status)
    return sendJson(request, response, halForm('/searches', form), wants.type)
  }
  const head = {
    title: form.heading,
    heading: form.heading,
    back: searchBack,
    width: 'form' as const,
    error: status === 422,
  }
  return sendPage(visit, status, 'forms/form.njk', head, { form })
}

/** Answers `GET /searches`: the form that finds people. */
export async function answerSearchForm(visit: Visit): Promise<void> {
  const no = searchRefused(visit)
  return no ? sendProblem(visit, no) : sendForm(visit, searchForm(''))
}

/** Answers `POST /searches`: what is searched for stands in no address, so the answer has one of its own. */
export async function answerSearch(visit: Visit): Promise<void> {
  const no = searchRefused(visit)
  if (no) return sendProblem(visit, no)
  const sent = sentBy(visit.request)
  if (isProblem(sent)) return sendProblem(visit, sent)
  const typed = sent.unclear.includes('words') ? '' : (sent.values['words'] ?? '').trim()
  if (typed === '') {
    return sendForm(
      visit,
      searchForm('', 'Type a part of the name, a birth date or a telephone number.'),
    )
  }
  const words = typed.slice(0, wordsMax)
  const id = searchesOf(visit.site).keep(sessionKey(visit), words, visit.site.clock.wall())
  return sendOn(visit, `/searches/${id}`)
}
