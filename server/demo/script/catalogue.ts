/** One delivery of a lot: on which open day before the last, how many, and how long after it good. */
export type LotDelivery = {
  readonly daysBack: number
  readonly lot: string
  readonly quantity: number
  /** Days from the demo's last day to the lot's last good day. */
  readonly goodForDays: number
}

/** An item as the demo's catalogue has it. Prices in minor units; `onShelf` counts what is reserved too. */
export type CatalogueItem = {
  readonly code: string
  readonly name: string
  readonly unit: string
  readonly price: number
  readonly taxRate: number
  /** Nothing of it stands on the shelf where it is made to order. */
  readonly stocked: boolean
  readonly onShelf: number
  readonly reorderAt: number
  readonly returnable: boolean
  readonly maxPerOrder: number
  readonly lots?: readonly LotDelivery[]
  /** The price until it was changed, and the open day and time of the change. */
  readonly before?: { readonly price: number; readonly daysBack: number; readonly time: string }
  /** The open day and time at which it was withdrawn from sale, and why. */
  readonly withdrawn?: { readonly daysBack: number; readonly time: string; readonly reason: string }
}

type Extras = Partial<Omit<CatalogueItem, 'code' | 'name' | 'unit' | 'price' | 'onShelf'>>

const usual = { taxRate: 20, stocked: true, returnable: false, maxPerOrder: 99 }
const returnable = { returnable: true }

function item(
  code: string,
  name: string,
  unit: string,
  price: number,
  [onShelf, reorderAt]: readonly [number, number],
  extras: Extras = {},
): CatalogueItem {
  return { code, name, unit, price, onShelf, reorderAt, ...usual, ...extras }
}

const dressingLots: readonly LotDelivery[] = [
  { daysBack: 36, lot: 'D-2207', quantity: 12, goodForDays: 160 },
  { daysBack: 14, lot: 'D-2291', quantity: 18, goodForDays: 410 },
]

const salineLots: readonly LotDelivery[] = [
  { daysBack: 36, lot: 'S-104', quantity: 5, goodForDays: 9 },
  { daysBack: 14, lot: 'S-118', quantity: 7, goodForDays: 290 },
]

const stripLots: readonly LotDelivery[] = [
  { daysBack: 36, lot: 'G-51', quantity: 10, goodForDays: 120 },
  { daysBack: 11, lot: 'G-58', quantity: 6, goodForDays: 230 },
]

const backSupport = {
  daysBack: 20,
  time: '11:30',
  reason: 'The maker called it back: the buckle opens by itself.',
}

/** Everything that Harbour Lane sells or sold. */
export const catalogue: readonly CatalogueItem[] = [
  item('BAND-L', 'Light exercise band', 'one', 650, [40, 10], returnable),
  item('BAND-M', 'Medium exercise band', 'one', 650, [35, 10], returnable),
  item('FOAM-45', 'Foam roller 45 cm', 'one', 1800, [8, 3], returnable),
  item('TAPE-5', 'Sports tape 5 cm', 'roll', 995, [22, 8]),
  item('ICE-GEL', 'Ice gel pack', 'one', 725, [15, 5], returnable),
  item('CRUTCH', 'Crutches', 'pair', 2400, [3, 2], { taxRate: 0, ...returnable }),
  item('SPL-S', 'Wrist splint S', 'one', 1650, [4, 3], returnable),
  item('SPL-M', 'Wrist splint M', 'one', 1650, [1, 3], returnable),
  item('INSOLE-C', 'Custom insoles', 'pair', 8500, [0, 0], {
    taxRate: 0,
    stocked: false,
    maxPerOrder: 2,
  }),
  item('DRESS-10', 'Dressings', 'box of 10', 840, [30, 10], { lots: dressingLots }),
  item('SAL-20', 'Saline', '20 pods', 620, [12, 6], { lots: salineLots }),
  item('EMOL-500', 'Emollient cream', '500 g', 910, [14, 5]),
  item('VITD-90', 'Vitamin D', '90 tablets', 795, [25, 8], { maxPerOrder: 3 }),
  item('BPM-1', 'Blood pressure monitor', 'one', 3900, [5, 2], { maxPerOrder: 1, ...returnable }),
  item('PEAK', 'Peak flow meter', 'one', 1250, [6, 3]),
  item('SPACER', 'Inhaler spacer', 'one', 675, [9, 4]),
  item('PILL-7', 'Pill box, 7 days', 'one', 450, [20, 6], returnable),
  item('GLU-50', 'Glucose test strips', 'tub of 50', 1430, [16, 6], { lots: stripLots }),
  item('THERM', 'Thermometer', 'one', 890, [7, 3]),
  item('SOCK-M', 'Support socks M', 'pair', 1950, [6, 3]),
  item('PUTTY', 'Therapy putty', 'tub', 780, [10, 4], {
    before: { price: 720, daysBack: 15, time: '10:00' },
  }),
  item('LUMBAR', 'Lumbar support', 'one', 2200, [0, 2], { withdrawn: backSupport }),
  item('BAL-PAD', 'Balance pad', 'one', 2650, [0, 2], returnable),
  item('GAUZE', 'Gauze swabs', 'pack of 100', 320, [40, 15]),
]

/** An item by its code. Throws for one that is not in the catalogue. */
export function itemCalled(code: string): CatalogueItem {
  const found = catalogue.find((one) => one.code === code)
  if (!found) throw new Error(`The demo's catalogue has no ${code}`)
  return found
}
