/**
 * Digits as a barcode of the kind Code 39 (ISO/IEC 16388): nine bars and spaces a character, three of
 * them wide; every scanner reads it, and it needs no check digit.
 */
const characters: Readonly<Record<string, string>> = {
  '0': 'nnnwwnwnn',
  '1': 'wnnwnnnnw',
  '2': 'nnwwnnnnw',
  '3': 'wnwwnnnnn',
  '4': 'nnnwwnnnw',
  '5': 'wnnwwnnnn',
  '6': 'nnwwwnnnn',
  '7': 'nnnwnnwnw',
  '8': 'wnnwnnwnn',
  '9': 'nnwwnnwnn',
  '*': 'nwnnwnwnn',
}
const wide = 3

/** Where the bars of some digits stand, in units of the narrowest, and how wide all of it is. */
export type Barcode = {
  readonly width: number
  readonly bars: readonly { readonly x: number; readonly width: number }[]
}

/** The barcode of a number's digits, between the marks by which a scanner knows its ends. */
export function barcodeOf(number: number): Barcode {
  const widths = [...`*${number}*`]
    .map((character) => characters[character] ?? '')
    // A narrow space parts one character from the next.
    .join('n')
  const bars: { x: number; width: number }[] = []
  let x = 0
  for (const [index, kind] of [...widths].entries()) {
    const width = kind === 'w' ? wide : 1
    // Nine elements and the space after them: bars are at even places throughout.
    if (index % 2 === 0) bars.push({ x, width })
    x += width
  }
  return { width: x, bars }
}
