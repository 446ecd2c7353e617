/** A drawing as `help-desk/drawing.njk` prints it: lengths in px, words beside it in `title` and `description`. */
export type Drawing = {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly width: number
  readonly height: number
  readonly boxes: readonly Box[]
  readonly lines: readonly Line[]
  readonly dots: readonly Dot[]
  readonly words: readonly Words[]
}

export type Box = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly look: 'state' | 'now' | 'stuck' | 'end' | 'lane'
}

export type Look = 'plain' | 'good' | 'bad' | 'quiet' | 'faint'

export type Line = { readonly path: string; readonly look: Look; readonly head?: string }

export type Dot = { readonly x: number; readonly y: number; readonly look: Look }

export type Words = {
  readonly x: number
  readonly y: number
  readonly text: string
  readonly anchor: 'start' | 'middle' | 'end'
  readonly look: 'strong' | 'plain' | 'small' | 'number'
  readonly href?: string
}

type Point = readonly [x: number, y: number]

const headLength = 7
const headWidth = 4

function headAt([x, y]: Point, [fromX, fromY]: Point): string {
  const [right, down] = [Math.sign(x - fromX), Math.sign(y - fromY)]
  const [backX, backY] = [x - right * headLength, y - down * headLength]
  const [sideX, sideY] = [down * headWidth, right * headWidth]
  return `M${x} ${y}L${backX + sideX} ${backY + sideY}L${backX - sideX} ${backY - sideY}Z`
}

/** A line along points, each right across or right below the one before, with an arrow's head at its end. */
export function arrow(look: Look, ...points: readonly Point[]): Line {
  const [last, before] = [points.at(-1), points.at(-2)]
  const path = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('')
  return last && before ? { path, look, head: headAt(last, before) } : { path, look }
}

/** A line without a head. */
export function stroke(look: Look, from: Point, to: Point): Line {
  return { path: `M${from[0]} ${from[1]}L${to[0]} ${to[1]}`, look }
}

/** A text that fits so many letters. */
export function fitting(text: string, letters: number): string {
  return text.length <= letters ? text : `${text.slice(0, letters - 1)}…`
}
