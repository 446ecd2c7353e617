import type { Link } from '#kernel/page.ts'
import { offersToCreate } from '#web/offers.ts'
import type { Visit } from '#web/visit.ts'

/** Links to everything that can be made now, whatever it is. */
export async function creatingOffers(visit: Visit): Promise<readonly Link[]> {
  const categories = [...visit.site.registry.deciders.keys()]
  const found = await Promise.all(categories.map((category) => offersToCreate(visit, category, {})))
  return found.flat()
}
