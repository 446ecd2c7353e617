import type { Page } from '#kernel/page.ts'
import { parameterOf, queryOf, type Visit } from '#web/visit.ts'

/** The stream of the thing that a request to its page is about; nothing where there is no such thing. */
export async function streamOf({ site, request }: Visit, page: Page): Promise<string | undefined> {
  if (!page.streamOf) return site.map.streamAt(page, request.params)
  return site.store.query(page.streamOf(parameterOf(request, 'id'), queryOf(request)))
}
