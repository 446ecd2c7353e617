import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { modules } from '../modules.ts'
import { prepareClinic } from './prepared-clinic.ts'
import { simulate } from './running.ts'
import type { Asker, Scenario, Step, Task } from './scenario.ts'

// What the simulation found and was mended since, shrunk to what it takes.

const ask = (number: number, by: Asker, task: Task): Step => ({ do: 'ask', number, by, task })
const wait = (minutes: number): Step => ({ do: 'wait', ms: minutes * 60_000 })
const forEver = 10_000

const found: Readonly<Record<string, Omit<Scenario, 'seed'>>> = {
  'a case that cannot be opened for hours is opened in the end': {
    faults: [
      { intent: 'price-order', tries: forEver, share: 256 },
      { intent: 'open-case', tries: forEver, share: 256 },
    ],
    steps: [
      ask(1, 'manager', {
        task: 'place',
        person: 0,
        lines: [{ item: 0, quantity: 1 }],
        total: 'right',
      }),
      wait(180),
    ],
  },
  'an order that is stuck again while its case is still being opened does not fall silent': {
    faults: [
      { intent: 'confirm-order', tries: forEver, share: 256 },
      { intent: 'finish-cancellation', tries: forEver, share: 256 },
      { intent: 'open-case', tries: forEver, share: 256 },
    ],
    steps: [
      ask(1, 'manager', {
        task: 'place',
        person: 0,
        lines: [{ item: 0, quantity: 1 }],
        total: 'right',
      }),
      wait(68),
      ask(2, 'own', { task: 'cancel', order: 0 }),
      wait(41),
    ],
  },
}

for (const [what, scenario] of Object.entries(found)) {
  test(what, async (context) => {
    const clinic = await prepareClinic(modules)
    context.after(clinic.remove)
    const run = { scenario: { seed: 1, ...scenario }, modules, prepared: clinic.folder }
    equal((await simulate(run)).breach, undefined)
  })
}
