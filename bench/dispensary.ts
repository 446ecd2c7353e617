import { randomUUIDv7 as v7 } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { orderStream } from '#modules/dispensary/published.ts'
import { carryOut, castOf, command, openClinicFiles, patientAt } from './clinic.ts'
import { median, type Row } from './report.ts'
import { load, ms, type Pace, rate } from './rows.ts'
import { type Served, serveCopy } from './served.ts'

const openOrders = 500
const processEvents = 1_000

/** Orders that all want the same item, beside as many that want twenty; no goal. */
export async function contendedOrders(served: Served, pace: Pace): Promise<Row> {
  const readings: { one: number[]; many: number[] } = { one: [], many: [] }
  for (let round = 0; round < pace.rounds; round++) {
    readings.one.push(await rate(served, 'frontdesk/contended-order.ts', pace))
    readings.many.push(await rate(served, 'frontdesk/order.ts', pace))
  }
  const [one, many] = [median(readings.one), median(readings.many)]
  return {
    what: 'orders to confirmed, all of one item; of twenty items',
    ours: `${Math.round(one)}/s`,
    theirs: `${Math.round(many)}/s`,
    ratio: one / many,
  }
}

function ordering(patient: string, item: string, id: string) {
  const data = { patient, lines: [{ item, quantity: 1 }], total: 100, note: '' }
  return command('place-order', orderStream(id), data, id)
}

/** Fills a folder with open orders, and one order whose process has a thousand events. */
function fill(folder: string): string {
  const { patients, items } = castOf(folder)
  const files = openClinicFiles(folder)
  const ids = Array.from({ length: openOrders }, () => v7())
  carryOut(
    files,
    ids.map((id, index) =>
      ordering(patientAt(patients, index), items[index % items.length] ?? '', id),
    ),
  )
  const [long = ''] = ids
  const colleague = { name: 'Bench', roles: ['dispenser'], roleTitle: 'Dispenser', seat: 'bench' }
  const dispenser = v7()
  carryOut(files, [command('add-staff', `staff-${dispenser}`, colleague, dispenser)])
  const actor = { id: dispenser, role: 'dispenser', onBehalfOf: null }
  const target = orderStream(long)
  // Each turn on the bench and back is two events of its process.
  for (let turn = 0; turn < processEvents / 2; turn++) {
    carryOut(files, [{ ...command('start-preparing', target, {}), actor }])
    const data = { reason: 'For the measurement' }
    carryOut(files, [{ ...command('put-back-preparation', target, data), actor }])
  }
  files.close()
  return long
}

async function page(served: Served, path: string, pace: Pace): Promise<number> {
  process.env['BENCH_FOLDER'] = served.folder
  process.env['BENCH_PATH'] = path
  const { p99Ms, failed, reasons } = await load(served, 'frontdesk/bench-page.ts', pace, {
    clients: 8,
    perSecond: 20,
  })
  if (failed > 0) throw new Error(`${path}: ${failed} failed, ${JSON.stringify(reasons)}`)
  return p99Ms
}

/** The queue with many open orders, and a process with many events, each beside the same with few; no goal. */
export async function longPages(medium: string, pace: Pace): Promise<Row[]> {
  const few = await serveCopy(medium)
  const idle = await page(few, '/queue', pace)
  await few.stop()
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-bench-'))
  cpSync(medium, folder, { recursive: true })
  const order = fill(folder)
  const many = await serveCopy(folder)
  const queue = await page(many, '/queue', pace)
  const long = await page(many, `/processes/${order}?name=order`, pace)
  await many.stop()
  rmSync(folder, { recursive: true, force: true })
  return [
    {
      what: `queue with ${openOrders} open orders, 20 a second, p99; with none added`,
      ours: ms(queue),
      theirs: ms(idle),
    },
    { what: `page of a process with ${processEvents} events, 20 a second, p99`, ours: ms(long) },
  ]
}
