import type { NewCommand } from '#kernel/command.ts'
import type { Actor } from '#kernel/event.ts'
import type { ItemForSale, OrderRow } from '#modules/dispensary/published.ts'
import { itemStream, orderStream } from '#modules/dispensary/published.ts'
import { type WalletRow, walletStream } from '#modules/wallets/published.ts'
import { isOpenAt } from './calendar.ts'
import { between, type Draw, oneOf } from './random.ts'
import { type CatalogueItem, catalogue } from './script/catalogue.ts'

/** What the demo sees when it is about to do something by itself. Times in ms. */
export type Scene = {
  readonly at: number
  readonly receptionist: string
  readonly dispenser: string
  /** Somebody without a story, and their wallet. */
  readonly patient: string
  readonly wallet: WalletRow
  readonly items: readonly ItemForSale[]
  /** Confirmed orders of people without a story, oldest first. */
  readonly orders: readonly Pick<OrderRow, 'id' | 'patient'>[]
}

/** Something to be done; without a target it makes an order. */
export type Doing = Pick<NewCommand, 'intent' | 'actor' | 'data'> & { readonly target?: string }

type Chance = { readonly weight: number; readonly doing: Doing }

const fullWallet = 10_000
const manyOrders = 16
const enoughOrders = 14
const amounts = [500, 1000, 1500, 2000, 2500, 3000]

// What a visitor is shown on the shelf stays as it is told: low, out, in lots, withdrawn, wanted for Aisha.
const storyItems = ['SPL-M', 'BAL-PAD', 'SOCK-M', 'EMOL-500', 'INSOLE-C', 'LUMBAR']
const plainItems = catalogue.filter(({ code, lots }) => !lots && !storyItems.includes(code))

function staff(id: string, role: string): Actor {
  return { id, role, onBehalfOf: null }
}

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
  const { orders, wallet, patient } = scene
  const item = oneOf(draw, affordable(scene))
  if (!item || wallet.status !== 'open' || orders.length >= manyOrders) return []
  const lines = [{ item: item.id, quantity: 1 }]
  const data = { patient, lines, total: item.price, note: '' }
  const actor = { id: patient, role: 'patient', onBehalfOf: null }
  return [{ weight: 3, doing: { intent: 'place-order', actor, data } }]
}

function cancellation({ orders }: Scene): readonly Chance[] {
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
  ]
  let left = draw() * chances.reduce((sum, { weight }) => sum + weight, 0)
  return chances.find(({ weight }) => {
    left -= weight
    return left < 0
  })?.doing
}
