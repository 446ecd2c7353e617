import type { Registry } from '#kernel/registry.ts'
import { processMaps } from '#web/process-maps.ts'
import type { Workshop } from '#web/site.ts'
import { type FaultSwitches, faultKinds, faultSwitches } from '#worker/fault-switches.ts'

/** A switch for every step of every process, all of them off: what is sent stands on the maps of the processes. */
export function workshopSwitches(registry: Registry): FaultSwitches {
  // Found out once: the pages draw the same maps.
  const mapOf = processMaps(registry)
  const switched = [...registry.processes.keys()].flatMap((process) =>
    (mapOf(process)?.sends ?? []).map((intent) => ({ process, intent })),
  )
  return faultSwitches({ switched })
}

/** The switches as the web shows and turns them: by step, in order. A kind that is none turns nothing. */
export function workshopOf(switches: FaultSwitches, registry: Registry): Workshop {
  const titleOf = (intent: string) => registry.intents.get(intent)?.title ?? intent
  const undoing = new Set([...registry.intents.values()].map(({ undoneBy }) => undoneBy))
  const wordsOf = (intent: string) =>
    undoing.has(intent) ? `Undo: ${titleOf(intent)}` : titleOf(intent)
  return {
    processes: () => {
      const names = new Set(switches.all().map(({ process }) => process))
      return [...registry.processes.values()]
        .filter(({ name }) => names.has(name))
        .map(({ name, title }) => ({ name, title }))
    },
    turn(process, intent, kind, times) {
      const known = faultKinds.find((one) => one === kind)
      if (known) switches.turn({ process, intent }, known, times)
    },
    steps: (of) =>
      switches
        .all()
        .filter(({ process }) => process === of)
        .map(({ intent, kind, times }) => ({ intent, title: wordsOf(intent), kind, times })),
  }
}
