import { check } from './check.ts'

type Order = { position: number; readonly versions: Map<string, number> }

/** L1: positions are 1..n, and the versions of each stream 1..k, without a gap. */
export const positionsHaveNoGap = check<Order>({
  id: 'L1',
  title: 'Every event has its number, in the log and in its stream',
  begin: () => ({ position: 0, versions: new Map() }),
  row(state, row, report) {
    const { position, stream, version } = row
    if (position !== state.position + 1) {
      report(row, `position ${state.position + 1}`, `position ${position}`)
    }
    state.position = position
    const before = state.versions.get(stream) ?? 0
    if (version !== before + 1) report(row, `version ${before + 1}`, `version ${version}`)
    state.versions.set(stream, version)
  },
})

/** L2: `at` never goes back along the positions. */
export const timeNeverGoesBack = check<{ at: number }>({
  id: 'L2',
  title: 'Time never goes back',
  begin: () => ({ at: 0 }),
  row(state, row, report) {
    if (row.at < state.at) report(row, `a time not before ${timeOf(state.at)}`, timeOf(row.at))
    else state.at = row.at
  },
})

function timeOf(at: number): string {
  return Number.isSafeInteger(at) && Math.abs(at) <= 8.64e15
    ? new Date(at).toISOString()
    : `${at} ms`
}
