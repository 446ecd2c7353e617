import { categoryOf, idOf, streamOf } from '#kernel/event.ts'
import type { Site } from '#web/site.ts'
import type { Thing } from '#web/things.ts'

/**
 * The thing that a stream without events belongs to, if it is there: a person's contact details are there
 * with the person, before anybody changed them.
 */
export async function wholeOf(site: Site, stream: string): Promise<Thing | undefined> {
  const whole = site.map.thingPage(categoryOf(stream))?.partOf
  return whole === undefined ? undefined : site.things.of(streamOf(whole, idOf(stream)))
}
