export type BarPart = {
  part: 'free' | 'held' | 'taken' | 'short'
  title: string
  amount: { minor: number; text: string }
}

type BarShare = BarPart & { start: number; width: number; strokes: number[] }

const barWidth = 1000
const gap = 5
const strokeEvery = 22

/**
 * The parts of an amount as pieces of a bar 1000 units wide, with a gap between them. What is short
 * is hatched: it is not there. Parts of nothing are left out.
 */
export function shares(parts: readonly BarPart[]): BarShare[] {
  const drawn = parts.filter((part) => part.amount.minor > 0)
  const total = drawn.reduce((sum, part) => sum + part.amount.minor, 0)
  const room = barWidth - gap * Math.max(0, drawn.length - 1)
  let start = 0
  return drawn.map((part) => {
    const width = Math.round((room * part.amount.minor) / total)
    const share = {
      ...part,
      start,
      width,
      strokes: part.part === 'short' ? strokes(start, width) : [],
    }
    start += width + gap
    return share
  })
}

function strokes(start: number, width: number): number[] {
  return Array.from(
    { length: Math.ceil(width / strokeEvery) },
    (_, index) => start + index * strokeEvery,
  )
}

/** The same parts as lines of a sum, each with the colour it has in the bar. */
export function asRows(parts: readonly BarPart[]): { title: string; text: string; dot: string }[] {
  return parts.map(({ part, title, amount }) => ({ title, text: amount.text, dot: part }))
}
