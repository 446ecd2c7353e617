import type { Envelope } from '#kernel/event.ts'
import { projection, write } from '#kernel/projection.ts'
import { mapQuery, type Query, rows } from '#kernel/query.ts'
import { kioskTries, kioskWindowMs } from '../rules/collection-code.ts'

// A kiosk does nothing but collect orders: what is refused to it for want of an order is a number that there
// is none of. Nothing else that is refused there is a miss, for a code was not even compared.
function isMiss({ type, role, data }: Envelope): boolean {
  if (role !== 'kiosk') return false
  return type === 'CollectionCodeMissed' || ('code' in data && data.code === 'no-order')
}

/** When something wrong was typed at which kiosk: a code that is not the order's, or the number of no order. */
export const codeMissesProjection = projection({
  name: 'code-misses',
  version: 1,
  mode: 'inline',
  types: ['CollectionCodeMissed', 'CommandRejected'],
  tables: {
    code_misses: {
      columns: { position: 'integer', actor: 'text', at: 'integer' },
      key: ['position'],
      indexes: [['actor', 'at']],
    },
  },
  apply(event) {
    const { position, actor, at } = event
    return isMiss(event)
      ? [
          write(
            'INSERT INTO {code_misses} (position, actor, at) VALUES (?, ?, ?)',
            position,
            actor,
            at,
          ),
        ]
      : []
  },
})

/** When (ms) a kiosk was told something wrong lately, the last first: as many as count at this time. */
export function missesAtKiosk(kiosk: string, at: number): Query<readonly number[]> {
  const found = rows<{ at: number }>(
    'SELECT at FROM {code_misses} WHERE actor = ? AND at > ? ORDER BY position DESC LIMIT ?',
    kiosk,
    at - kioskWindowMs,
    kioskTries,
  )
  return mapQuery(found, (misses) => misses.map((miss) => miss.at))
}
