import type { ItemForSale } from '#modules/dispensary/published.ts'
import { itemStream, orderStream } from '#modules/dispensary/published.ts'
import { walletStream } from '#modules/wallets/published.ts'
import { benchWork } from './bench-work.ts'
import { isOpenAt } from './calendar.ts'
import { between, type Draw, oneOf } from './random.ts'
import type { BenchOrder, Chance, Doing, Scene } from './scene.ts'
import { type CatalogueItem, catalogue } from './script/catalogue.ts'
import { staff } from './staff-actor.ts'

const fullWallet = 10_000
const manyOrders = 16
const enoughOrders = 14
const amounts = [500, 1000, 1500, 2000, 2500, 3000]

// What a visitor is shown on the shelf stays as it is told: low, out, in lots, withdrawn, wanted for Aisha.
const storyItems = ['SPL-M', 'BAL-PAD', 'SOCK-M', 'EMOL-500', 'INSOLE-C', 'LUMBAR']
const plainItems = catalogue.filter(({ code, lots }) => !lots && !storyItems.includes(code))

function topUp({ wallet, receptionist }: Scene, draw: Draw): readonly Chance[] {
  if (wallet.status !== 'open' || wallet.available >= fullWallet) return []
  const amount = oneOf(draw, amounts) ?? 1000
  const isCash = draw() < 0.5
  const reference = isCash ? '' : String(between(draw, 100_000, 999_999))
  const data = { amount, method: isCash ? 'cash' : 'card', reference, second: false }
  const target = walletStream(wallet.person)
  const actor = staff(receptionist, 'receptionist')
  return [{ weight: 5, doing: { intent: 'top-up-wallet', target, actor, data } }]
}

/** Plain items that are there in plenty and that the wallet can pay. */
function affordable({ items, wallet }: Scene): readonly ItemForSale[] {
  return items.filter(({ code, price, free }) => {
    const usual = plainItems.find((one) => one.code === code)
    return usual && price <= wallet.available && free > usual.reorderAt + 1
  })
}

function order(scene: Scene, draw: Draw): readonly Chance[] {
  const { wallet, patient } = scene
  const item = oneOf(draw, affordable(scene))
  if (!item || wallet.status !== 'open' || waiting(scene).length >= manyOrders) return []
  const lines = [{ item: item.id, quantity: 1 }]
  const data = { patient, lines, total: item.price, note: '' }
  const actor = { id: patient, role: 'patient', onBehalfOf: null }
  return [{ weight: 3, doing: { intent: 'place-order', actor, data } }]
}

/** The orders that nobody prepares yet, oldest first. */
function waiting({ orders }: Scene): readonly BenchOrder[] {
  return orders.filter(({ state }) => state === 'confirmed')
}

function cancellation(scene: Scene): readonly Chance[] {
  const orders = waiting(scene)
  const [oldest] = orders
  if (!oldest || orders.length < enoughOrders) return []
  const actor = { id: oldest.patient, role: 'patient', onBehalfOf: null }
  const data = { reason: 'not-needed', note: '' }
  return [
    { weight: 2, doing: { intent: 'cancel-order', target: orderStream(oldest.id), actor, data } },
  ]
}

function isMissing({ code, onShelf }: CatalogueItem, items: readonly ItemForSale[]): boolean {
  const found = items.find((one) => one.code === code)
  return !!found && found.free + 1 < onShelf
}

function delivery({ items, dispenser }: Scene, draw: Draw): readonly Chance[] {
  const code = oneOf(
    draw,
    plainItems.filter((one) => isMissing(one, items)),
  )?.code
  const item = items.find((one) => one.code === code)
  if (!item) return []
  const supplierReference = `DN-${between(draw, 7000, 7999)}`
  const data = { quantity: 1, lot: '', expires: null, supplierReference }
  const actor = staff(dispenser, 'dispenser')
  return [
    { weight: 2, doing: { intent: 'receive-stock', target: itemStream(item.id), actor, data } },
  ]
}

/** Something believable that may happen now, or nothing: out of hours nothing does. Pure. */
export function chooseDoing(scene: Scene, draw: Draw): Doing | undefined {
  if (!isOpenAt(scene.at)) return undefined
  const chances = [
    ...topUp(scene, draw),
    ...order(scene, draw),
    ...cancellation(scene),
    ...delivery(scene, draw),
    ...benchWork(scene, draw),
  ]
  let left = draw() * chances.reduce((sum, { weight }) => sum + weight, 0)
  return chances.find(({ weight }) => {
    left -= weight
    return left < 0
  })?.doing
}
