/** The numbers of some orders as a sentence has them: "order 1048", or "orders 1048, 1050 and 1051". */
export function numbersOf(orders: readonly { readonly number: number | null }[]): string {
  const numbers = orders.map(({ number }) => String(number ?? 'without a number'))
  const last = numbers.at(-1) ?? ''
  if (numbers.length < 2) return numbers.length === 0 ? 'no order' : `order ${last}`
  return `orders ${numbers.slice(0, -1).join(', ')} and ${last}`
}
