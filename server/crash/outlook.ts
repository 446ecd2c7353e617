import type { Registry } from '#kernel/registry.ts'
import type { Store } from '#kernel/store.ts'
import { openReadingSide } from '#store/sqlite/local-store.ts'
import { machineRandom } from '#store/sqlite/random.ts'
import { commandView } from '#worker/commands.ts'

/** What can be read of a clinic by somebody else than its own process. */
export type Outlook = Pick<Store, 'head' | 'query' | 'stream' | 'command'> & { close(): void }

/** Looks at a data folder from outside, whoever writes there, or nobody. */
export function openOutlook(folder: string, registry: Registry): Outlook {
  const { reader, close } = openReadingSide(folder, registry, machineRandom())
  return {
    head: async () => reader.head(),
    query: async (query) => reader.ask(query),
    stream: async (id, after = 0) => reader.stream(id, after),
    command: async (id) => reader.ask(commandView(id)),
    close,
  }
}
