/** The tax that a price contains, in minor units, rounded half up; the rate in whole percent. */
export function taxWithin(amount: number, ratePercent: number): number {
  return Math.round((amount * ratePercent) / (100 + ratePercent))
}

/** The tax part per rate of lines whose prices contain it, highest rate first. */
export function taxParts(
  lines: readonly { readonly price: number; readonly quantity: number; readonly taxRate: number }[],
): readonly { readonly rate: number; readonly tax: number }[] {
  const byRate = Map.groupBy(lines, ({ taxRate }) => taxRate)
  return [...byRate]
    .map(([rate, group]) => ({ rate, tax: taxWithin(sumOf(group), rate) }))
    .filter(({ tax }) => tax > 0)
    .toSorted((one, other) => other.rate - one.rate)
}

/** What lines come to, in minor units. */
export function sumOf(
  lines: readonly { readonly price: number; readonly quantity: number }[],
): number {
  return lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0)
}
