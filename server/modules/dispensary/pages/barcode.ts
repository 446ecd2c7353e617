/**
 * Text as a barcode of the kind Code 128, code set B (ISO/IEC 15417): what a scanner reads of it is the
 * text itself. Three bars and three spaces a character, eleven units wide together; a check character
 * and the stop close it, and ten units stay white at both ends.
 */
// The widths of bar, space, bar, space, bar, space by a character's value. The first stands for the
// space, and on from there in the order of ASCII; after those of the text come those that only steer.
const widths = `
  212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212
  112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131
  311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321
  112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121
  313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111
  314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114
  122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212
  124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113
  114311 411113 411311 113141 114131 311141 411131 211412 211214 211232`
  .trim()
  .split(/\s+/)
const startB = 104
const stop = '2331112'
const checkBase = 103
const quiet = 10

const firstInSet = 32
const lastInSet = 126

/** Where the bars of a text stand, in units of the narrowest, and how wide all of it is. */
export type Barcode = {
  readonly width: number
  readonly bars: readonly { readonly x: number; readonly width: number }[]
}

/** The values of a text's characters between the start and the check character, both included. */
function valuesOf(text: string): readonly number[] {
  const values = [...text].map((character) => character.charCodeAt(0) - firstInSet)
  const sum = values.reduce((total, value, index) => total + value * (index + 1), startB)
  return [startB, ...values, sum % checkBase]
}

/** The barcode of a text; nothing where it is empty or has a letter that this kind does not know. */
export function barcodeOf(text: string): Barcode | undefined {
  const isKnown = [...text].every((character) => {
    const code = character.charCodeAt(0)
    return code >= firstInSet && code <= lastInSet
  })
  if (text === '' || !isKnown) return undefined
  const drawn = [...valuesOf(text).map((value) => widths[value] ?? ''), stop].join('')
  const bars: { x: number; width: number }[] = []
  let x = quiet
  for (const [index, width] of [...drawn].map(Number).entries()) {
    // Six elements a character, and the stop is last: bars are at even places throughout.
    if (index % 2 === 0) bars.push({ x, width })
    x += width
  }
  return { width: x + quiet, bars }
}
