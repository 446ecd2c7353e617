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
  'the mails of an order that goes on while they are undone are sent no further': {
    faults: [
      { intent: 'price-order', tries: 1, share: 256, how: 'lose' },
      { intent: 'send-message', tries: forEver, share: 256, how: 'hang' },
    ],
    steps: [
      ask(26, 'dispenser', {
        task: 'place',
        person: 1,
        lines: [{ item: 2, quantity: 2 }],
        total: 'right',
      }),
      wait(83),
      ask(42, 'manager', { task: 'undo', stuck: 808 }),
      ask(46, 'colleague', { task: 'prepare', order: 452 }),
      ask(65, 'colleague', { task: 'ready', order: 455, missing: 0, lot: 'soon' }),
      { do: 'work', steps: 0, answer: 'heard' },
    ],
  },
  'a hand-over that was done after all is answered, though it was to be undone': {
    faults: [
      { intent: 'release-held-money', tries: 2, share: 256, how: 'fail' },
      { intent: 'finish-hand-over', tries: forEver, share: 256, how: 'hang' },
    ],
    steps: [
      ask(10_000, 'receptionist', {
        task: 'place',
        person: 0,
        lines: [
          { item: 1, quantity: 2 },
          { item: 3, quantity: 1 },
        ],
        total: 'right',
      }),
      wait(2),
      ask(10_006, 'colleague', { task: 'prepare', order: 778 }),
      ask(10_007, 'colleague', { task: 'ready', order: 785, missing: 0, lot: 'late' }),
      wait(1),
      ask(10_009, 'manager', { task: 'hand-over', order: 487, to: 'patient' }),
      wait(46),
      ask(10_017, 'receptionist', { task: 'undo', stuck: 997 }),
    ],
  },
  'a hand-over that was done unheard may be settled as not given': {
    faults: [{ intent: 'finish-hand-over', tries: forEver, share: 256, how: 'lose' }],
    steps: [
      ask(10_000, 'colleague', {
        task: 'place',
        person: 1,
        lines: [
          { item: 4, quantity: 2 },
          { item: 4, quantity: 1 },
        ],
        total: 'right',
      }),
      { do: 'work', steps: 6, answer: 'heard' },
      ask(52, 'colleague', { task: 'prepare', order: 582 }),
      ask(10_010, 'colleague', { task: 'ready', order: 703, missing: 2, lot: 'late' }),
      wait(3),
      ask(10_011, 'own', { task: 'collect', order: 476, code: 'right' }),
      wait(64),
      ask(10_014, 'manager', { task: 'settle', stuck: 999, way: 2 }),
    ],
  },
  'a line that two ask to be made again at once is made again once': {
    faults: [],
    steps: [
      ask(32, 'own', {
        task: 'place',
        person: 1,
        lines: [{ item: 3, quantity: 2 }],
        total: 'right',
      }),
      { do: 'work', steps: 39, answer: 'heard' },
      ask(35, 'colleague', { task: 'prepare', order: 770 }),
      ask(61, 'colleague', { task: 'ready', order: 749, missing: 0, lot: 'none' }),
      { do: 'work', steps: 34, answer: 'heard' },
      ask(63, 'practitioner', { task: 'hand-over', order: 852, to: 'friend' }),
      { do: 'work', steps: 38, answer: 'heard' },
      ask(71, 'colleague', { task: 'remake', order: 29, charged: false }),
      ask(74, 'manager', { task: 'remake', order: 424, charged: true }),
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
