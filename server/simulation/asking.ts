import type { NewCommand } from '#kernel/command.ts'
import { idOf } from '#kernel/event.ts'
import { itemStream, orderStream } from '#modules/dispensary/published.ts'
import { registrationStream } from '#modules/people/published.ts'
import { walletStream } from '#modules/wallets/published.ts'
import { dayOf } from '#values/local-time.ts'
import { type Aim, type Asked, type Circumstances, idAt, nth, personOf, reason } from './aims.ts'
import { onBench } from './asking-bench.ts'
import { onDesk } from './asking-desk.ts'
import { onMoney } from './asking-money.ts'
import { ofHandedOver, onShelf } from './asking-shelf.ts'
import { actorOf, goods, lots, lotted, patients, thing } from './cast.ts'
import { permitted } from './chances.ts'
import { priceIn } from './item-books.ts'
import { registering } from './registrations.ts'
import type { ShelfTask, Step, Task } from './scenario.ts'

/** The orders asked for so far, whatever became of them. */
function ordersOf({ asked }: Circumstances): readonly NewCommand[] {
  return asked.flatMap(({ command, repeats }) =>
    command.intent === 'place-order' && repeats === 'nothing' ? [command] : [],
  )
}

function place(task: Extract<Task, { task: 'place' }>, { books, at }: Circumstances): Aim {
  const lines = task.lines.map(({ item, quantity }) => ({ item: idAt(goods, item), quantity }))
  const sum = lines.reduce(
    (all, { item, quantity }) => all + quantity * priceIn(books.items, item, at),
    0,
  )
  const total = task.total === 'missing' ? null : task.total === 'stale' ? sum + 100 : sum
  const data = { patient: idAt(patients, task.person), lines, total, note: 'For Monday' }
  return { intent: 'place-order', target: '', data, person: task.person }
}

function cancel({ order: index }: { readonly order: number }, around: Circumstances): Aim {
  const order = nth(ordersOf(around), index)
  const data = { reason: 'mistake', note: 'Sorry' }
  const target = orderStream(order?.id ?? thing('no order'))
  const person = personOf((order?.data as { patient?: string } | undefined)?.patient)
  return { intent: 'cancel-order', target, data, person }
}

/** Mends an order that was short of money where there is one, else tries to mend any. */
function reorder(task: Extract<Task, { task: 'reorder' }>, { books }: Circumstances): Aim {
  const all = [...books.orders.values()]
  const short = all.filter(({ code }) => code === 'short-money')
  const order = nth(short, task.order) ?? nth(all, task.order)
  const amount = Math.max(100, (order?.accepted ?? 0) + task.over)
  const { method, reference } = task
  const data = { amount, method, reference, second: false }
  const target = orderStream(order?.id ?? thing('no order'))
  return { intent: 'top-up-and-reorder', target, data, person: personOf(order?.patient) }
}

function release({ hold: index }: { readonly hold: number }, { books }: Circumstances): Aim {
  // Now and then what was released long ago.
  const holds = [...books.holds].filter(([, { left }]) => left > 0 || index % 3 === 0)
  const [hold, held] = nth(holds, index) ?? [thing('no hold'), undefined]
  const target = held?.wallet ?? walletStream(idAt(patients, index))
  const data = { hold, reason: 'Nobody needs it any more' }
  return { intent: 'release-held-money', target, data, person: personOf(idOf(target)) }
}

const dayMs = 86_400_000

const noLot = { lot: '', expires: null }

type OnItem = Exclude<Extract<Task, { readonly item: number }>, ShelfTask>

function onItem(task: OnItem, { books, at }: Circumstances): Aim {
  const target = itemStream(idAt(goods, task.item))
  switch (task.task) {
    case 'receive': {
      const [soon, late] = lots
      const of = idAt(goods, task.item) === lotted ? (task.quantity === 1 ? soon : late) : noLot
      const data = { ...of, quantity: task.quantity, supplierReference: '' }
      return { intent: 'receive-stock', target, data, person: 0 }
    }
    case 'price': {
      const from = task.days === 0 ? null : dayOf(at + task.days * dayMs, 'Europe/London')
      return { intent: 'change-price', target, data: { price: task.price, from }, person: 0 }
    }
    case 'restore': {
      const withdrawn = [...books.items].filter(([, { isSold }]) => !isSold).map(([id]) => id)
      const restored = itemStream(nth(withdrawn, task.item) ?? idAt(goods, task.item))
      return { intent: 'restore-item', target: restored, data: { reason }, person: 0 }
    }
    case 'withdraw':
      return { intent: 'withdraw-item', target, data: { reason }, person: 0 }
  }
}

/** Unfreezes a frozen wallet where there is one. */
function onWallet(
  task: Extract<Task, { readonly task: 'freeze' | 'unfreeze' }>,
  { books }: Circumstances,
): Aim {
  const { task: name, person } = task
  const frozen = name === 'unfreeze' ? nth([...books.frozen], person) : undefined
  const target = frozen ?? walletStream(idAt(patients, person))
  const data = { reason, ...(task.task === 'freeze' ? { knowing: task.knowing } : {}) }
  return { intent: `${name}-wallet`, target, data, person }
}

function aimOf(task: Exclude<Task, { readonly command: number }>, around: Circumstances): Aim {
  switch (task.task) {
    case 'place':
      return place(task, around)
    case 'cancel':
      return cancel(task, around)
    case 'reorder':
      return reorder(task, around)
    case 'release':
      return release(task, around)
    case 'top-up': {
      const { amount, method, reference, second, person } = task
      const target = walletStream(idAt(patients, person))
      return {
        intent: 'top-up-wallet',
        target,
        data: { amount, method, reference, second },
        person,
      }
    }
    case 'freeze':
    case 'unfreeze':
      return onWallet(task, around)
    case 'refund':
    case 'goodwill':
    case 'pay-out':
    case 'correct':
    case 'decide':
      return onMoney(task, around)
    case 'register':
      // It makes a person, so it concerns nobody yet.
      return { ...registering(task), person: 0 }
    case 'prepare':
    case 'take-over':
    case 'unclaim':
    case 'ready':
    case 'hand-over':
    case 'collect':
    case 'new-code':
    case 'put-back':
      return onBench(task, around)
    case 'count':
    case 'write-off':
    case 'recall':
      return onShelf(task, around)
    case 'return':
    case 'remake':
      return ofHandedOver(task, around)
    case 'try-again':
    case 'undo':
    case 'settle':
    case 'take-case':
    case 'close-case':
    case 'reopen-case':
      return onDesk(task, around)
    default:
      return onItem(task, around)
  }
}

/** What a task makes has the id of its command. */
function newThing({ task }: Task, id: string): string | undefined {
  if (task === 'register') return registrationStream(id)
  return task === 'place' ? orderStream(id) : undefined
}

/** Which of the two dispensers it is. */
function dispenserOf(id: string): 'dispenser' | 'colleague' {
  return id === thing('colleague') ? 'colleague' : 'dispenser'
}

/** The step's command, or nothing where it repeats what was never asked. */
export function commandOf(
  { number, by, task }: Extract<Step, { do: 'ask' }>,
  around: Circumstances,
): Asked | undefined {
  if ('command' in task) {
    const before = nth(around.asked, task.command)
    if (!before || task.task === 'again') return before && { ...before, repeats: 'same' }
    const data = { ...before.command.data, note: 'Something else', reason: 'Another reason' }
    return { ...before, command: { ...before.command, data }, repeats: 'other' }
  }
  const { person, by: claimant, ...aim } = aimOf(task, around)
  const id = thing(`command ${number}`)
  const target = newThing(task, id) ?? aim.target
  const isForbidden = !permitted[task.task].includes(by)
  const asker = isForbidden || !claimant ? by : dispenserOf(claimant)
  const command = { ...aim, id, target, actor: actorOf(asker, person) }
  return { command, isForbidden, repeats: 'nothing' }
}
