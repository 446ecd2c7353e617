import type { Registry } from '#kernel/registry.ts'
import { processMaps } from '#web/process-maps.ts'
import type { Workshop } from '#web/site.ts'
import { faultKinds, faultSwitches } from '#worker/fault-switches.ts'

/**
 * The switches as the web shows and turns them: of each process what it sends, as its map says. A kind that
 * is none turns nothing, nor does a step that is not sent.
 */
export function workshopOf(memory: SharedArrayBuffer, registry: Registry): Workshop {
  const switches = faultSwitches(registry, memory)
  const titleOf = (intent: string) => registry.intents.get(intent)?.title ?? intent
  const undoing = new Set([...registry.intents.values()].map(({ undoneBy }) => undoneBy))
  const wordsOf = (intent: string) =>
    undoing.has(intent) ? `Undo: ${titleOf(intent)}` : titleOf(intent)
  // Found out when somebody looks, not at the start: it takes a moment.
  const sentBy = (process: string) => processMaps(registry)(process)?.sends ?? []
  return {
    processes: () =>
      [...registry.processes.values()]
        .filter(({ name }) => sentBy(name).length > 0)
        .map(({ name, title }) => ({ name, title })),
    turn(process, intent, kind, times) {
      const known = faultKinds.find((one) => one === kind)
      if (known && sentBy(process).includes(intent))
        switches.turn({ process, intent }, known, times)
    },
    steps: (of) =>
      sentBy(of).map((intent) => ({
        intent,
        title: wordsOf(intent),
        ...switches.at({ process: of, intent }),
      })),
  }
}
