import type { ProcessMap } from '#kernel/map.ts'
import { mapOf } from '#kernel/process-map.ts'
import type { Registry } from '#kernel/registry.ts'

const known = new WeakMap<Registry, Map<string, ProcessMap>>()

/** The maps of a registry's processes, each found out when it is asked for first: nothing about it changes later. */
export function processMaps(registry: Registry): (name: string) => ProcessMap | undefined {
  const maps = known.get(registry) ?? new Map<string, ProcessMap>()
  known.set(registry, maps)
  return (name) => {
    const process = registry.processes.get(name)
    if (!process) return undefined
    const map = maps.get(name) ?? mapOf(process, registry.intents)
    maps.set(name, map)
    return map
  }
}
