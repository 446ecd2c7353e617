import type { ProxyTask } from './record-events.ts'

/** What may be left to a proxy, in words for the one who leaves it. */
export const proxyTasks: Readonly<Record<ProxyTask, string>> = {
  book: 'May book and order',
  collect: 'May see orders and collect them',
  wallet: 'May see the wallet',
}

/** What was left to a proxy, as one says it: "may book and order, may see the wallet". */
export function taskWords(may: readonly ProxyTask[]): string {
  return may.map((task) => proxyTasks[task].replace('May', 'may')).join(', ')
}
