import { chain } from '#worker/stored.ts'
import { check, type NotedHead } from './check.ts'

type Chain = {
  hash: Uint8Array
  readonly noted: Map<number, NotedHead>
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}

function shortly(hash: Uint8Array): string {
  return `${Buffer.from(hash).toString('hex').slice(0, 16)}…`
}

/**
 * L4: hash(n) = H(hash(n − 1) ‖ event n), from a first hash of zeros. A chain cannot see that its end was
 * cut off, so the ends that were noted while the program ran must be there as well.
 */
export const chainHolds = check<Chain>({
  id: 'L4',
  title: 'No event was changed, and none was cut off the end',
  begin: ({ noted }) => ({
    hash: new Uint8Array(32),
    noted: new Map(noted.filter(({ position }) => position > 0).map((one) => [one.position, one])),
  }),
  row(state, row, report) {
    const hash = chain(state.hash, row)
    if (!isSame(hash, row.hash)) {
      report(row, `the hash ${shortly(hash)}`, `${shortly(row.hash)}: the event was changed`)
    }
    // From here on by what is stored, so that one changed event is told once.
    state.hash = row.hash
    const noted = state.noted.get(row.position)
    if (!noted) return
    state.noted.delete(row.position)
    if (!isSame(noted.hash, row.hash)) {
      report(row, `the hash ${shortly(noted.hash)}, as it was noted`, shortly(row.hash))
    }
  },
  end(state, { position }, report) {
    const last = Math.max(...state.noted.keys())
    if (state.noted.size === 0 || last <= position) return
    report(
      { position, stream: '' },
      `events up to ${last}, as it was noted`,
      `the log ends at ${position}`,
    )
  },
})
