import { performance } from 'node:perf_hooks'
import type { Projection } from '#kernel/projection.ts'
import { isDatabaseTrouble } from '#worker/project.ts'
import { checkpoints, fill, lastPosition, type Models, saveCheckpoint } from './read-models.ts'

/** The async read models, which follow the log between batches. */
export type Following = {
  /** Works for about so long; answers whether one of them moved. Positions go with the rows they cover. */
  follow(limitMs: number): boolean
  /** Whether one of them has not seen the whole log. */
  isBehind(): boolean
}

/** Follows with the models that are declared async; one that breaks stands still alone. */
export function openFollowing(models: Models): Following {
  const { db, registry } = models
  const declared = registry.projections.filter(({ mode }) => mode === 'async')

  function behind(): readonly (readonly [Projection, number])[] {
    if (declared.length === 0) return []
    const to = lastPosition(db)
    const known = new Map(checkpoints(db).map((one) => [one.name, one]))
    return declared.flatMap((projection) => {
      const at = known.get(projection.name)
      return at?.status === 'following' && at.position < to
        ? [[projection, at.position] as const]
        : []
    })
  }

  function stand(projection: Projection, position: number, error: unknown): void {
    if (isDatabaseTrouble(error)) throw error
    const { name, version } = projection
    const words = error instanceof Error ? error.message : String(error)
    saveCheckpoint(db, { name, version, position, status: 'stopped', error: words })
  }

  const advance = db.transaction((projection: Projection, from: number, limitMs: number) => {
    const { name, version } = projection
    const position = fill(models, projection, { from, to: lastPosition(db), suffix: '', limitMs })
    saveCheckpoint(db, { name, version, position, status: 'following', error: null })
  })

  return {
    isBehind: () => behind().length > 0,
    follow(limitMs) {
      const end = performance.now() + limitMs
      const waiting = behind()
      for (const [projection, from] of waiting) {
        try {
          advance.immediate(projection, from, Math.max(1, end - performance.now()))
        } catch (error) {
          stand(projection, from, error)
        }
        if (performance.now() > end) break
      }
      return waiting.length > 0
    },
  }
}
