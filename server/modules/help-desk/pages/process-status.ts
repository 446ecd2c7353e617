import type { ProcessRow } from '../projections/case-queries.ts'

/** How a process stands, as a shape and a word. */
export function processStatus({ state, endedAs }: Pick<ProcessRow, 'state' | 'endedAs'>) {
  switch (state) {
    case 'running':
      return { shape: 'half', text: 'Under way', tone: 'act' }
    case 'compensating':
      return { shape: 'half', text: 'Is being undone', tone: 'wait' }
    case 'stuck':
      return { shape: 'cross', text: 'Stuck', tone: 'bad', tint: true }
    case 'ended':
      return { shape: 'tick', text: `Ended: ${(endedAs ?? 'done').replaceAll('-', ' ')}` }
  }
}
