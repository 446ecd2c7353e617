import { writeFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'

/** A figure beside what it is compared with. `goal` is in words; `met` is left out when none is. */
export type Row = {
  what: string
  ours: string
  theirs?: string
  ratio?: number
  goal?: string
  met?: boolean
}

/** One side's readings, in the order in which they were taken. */
export type Compared = { ours: number[]; theirs: number[]; ratio: number }

/**
 * Measures two sides by turns, A B A B …, and gives the median of the ratios of neighbours: a noisy
 * machine disturbs both of a pair, so the ratio holds where single figures do not. Differences
 * under 30 % are equal.
 */
export async function alternate(
  rounds: number,
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
): Promise<Compared> {
  const readings: Omit<Compared, 'ratio'> = { ours: [], theirs: [] }
  for (let round = 0; round < rounds; round++) {
    readings.ours.push(await ours())
    readings.theirs.push(await theirs())
  }
  const ratios = readings.ours.map((our, round) => our / (readings.theirs[round] ?? Number.NaN))
  return { ...readings, ratio: median(ratios) }
}

/** The middle value; of an even number, the mean of the two in the middle. NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort()
  const half = sorted.length / 2
  const upper = sorted[Math.floor(half)] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2
}

/** The smallest value that is not below `percent` % of them (nearest rank). NaN for none. */
export function percentile(sorted: ArrayLike<number>, percent: number): number {
  const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length))
  return sorted[rank - 1] ?? Number.NaN
}

/** Prints rows below each other, aligned. */
export function printTable(rows: readonly Row[]): void {
  const cells = rows.map(({ what, ours, theirs = '', ratio, goal = '', met }) => [
    what,
    ours,
    theirs,
    ratio === undefined ? '' : `${ratio.toFixed(2)}×`,
    goal,
    met === undefined ? '' : met ? 'met' : 'MISSED',
  ])
  const table = [['what', 'ours', 'theirs', 'ratio', 'goal', ''], ...cells]
  const widths = table[0]?.map((_, column) =>
    Math.max(...table.map((line) => line[column]?.length ?? 0)),
  )
  for (const line of table) {
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
  }
}

/** Writes the rows with the machine they were read on, without which they mean nothing. */
export function writeResults(path: string, rows: readonly Row[]): void {
  const machine = {
    processor: cpus()[0]?.model,
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform}-${process.arch}`,
    node: process.version,
  }
  const takenAt = new Date().toISOString()
  writeFileSync(path, `${JSON.stringify({ takenAt, machine, rows }, null, 2)}\n`)
}
