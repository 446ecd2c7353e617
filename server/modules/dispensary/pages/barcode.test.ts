import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { type Barcode, barcodeOf } from './barcode.ts'

/** The units of a barcode from its first bar to its last, 1 where it is black, as a scanner sees them. */
function unitsOf(barcode: Barcode | undefined): string {
  const units = Array.from({ length: barcode?.width ?? 0 }, () => '0')
  for (const { x, width } of barcode?.bars ?? []) units.fill('1', x, x + width)
  return units.join('')
}
const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index))
const charactersOf = (text: string) =>
  unitsOf(barcodeOf(text))
    .slice(10, -(10 + 13))
    .match(/.{11}/g) ?? []

test('a text stands between white margins, the start of its set, a check character and the stop', () => {
  // Worked by hand: A is 33 and 1 is 17, so the check is (104 + 33 + 2 × 17) mod 103 = 68.
  const start = '11010010000'
  const letters = '10100011000' + '10011100110'
  const check = '10000100110'
  const stop = '1100011101011'
  const white = '0'.repeat(10)
  equal(unitsOf(barcodeOf('A1')), `${white}${start}${letters}${check}${stop}${white}`)
})

test('each character is eleven units wide, of which an even number is black, and none is another’s', () => {
  const seen = new Set<string>()
  for (const character of printable) {
    const drawn = charactersOf(character)[1] ?? ''
    equal(drawn.length, 11)
    ok(drawn.startsWith('1') && drawn.endsWith('0'))
    equal(drawn.replaceAll('0', '').length % 2, 0, `${character} is ${drawn}`)
    seen.add(drawn)
  }
  equal(seen.size, printable.length)
})

test('what a scanner reads of it is the text, and a misread letter is found out by the check', () => {
  const byUnits = new Map(printable.map((one) => [charactersOf(one)[1] ?? '', one]))
  for (const text of ['1043', 'S-118', 'SAL-20', 'Lot 7/b (x)']) {
    const [, ...rest] = charactersOf(text)
    deepEqual(
      rest
        .slice(0, -1)
        .map((one) => byUnits.get(one))
        .join(''),
      text,
    )
  }
  ok(charactersOf('S-118').at(-1) !== charactersOf('S-119').at(-1))
})

test('what it has no characters for gets none', () => {
  equal(barcodeOf(''), undefined)
  equal(barcodeOf('Löt 5'), undefined)
})
