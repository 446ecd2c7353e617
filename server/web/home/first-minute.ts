import type { Link } from '#kernel/page.ts'
import { itemsForSale, oldestStuckOrder, orderStream } from '#modules/dispensary/published.ts'
import { casesUnder } from '#modules/help-desk/published.ts'
import { walletStream } from '#modules/wallets/published.ts'
import { offersOn, offersToCreate } from '#web/offers.ts'
import { givenName } from '#web/shell.ts'
import type { Visit } from '#web/visit.ts'

const socks = 'SOCK-M'

async function aishas(visit: Visit): Promise<readonly Link[]> {
  const { site } = visit
  const aisha = (await site.demo?.seats())?.find(({ seat }) => seat === 'aisha')
  if (!aisha) return []
  const items = await site.store.query(itemsForSale(visit.at))
  const item = items.find(({ code }) => code === socks)?.id ?? ''
  const topUp = await offersOn(visit, walletStream(aisha.id), ['top-up-wallet'])
  const order = await offersToCreate(
    visit,
    'order',
    { patient: aisha.id, 'item-1': item, 'quantity-1': item ? '1' : '' },
    ['place-order'],
  )
  const given = givenName(aisha.name)
  return [
    ...topUp.map((offer) => ({
      ...offer,
      title: `Top up ${given}`,
      remark: 'At the desk, in cash or by card',
    })),
    ...order.map((offer) => ({
      ...offer,
      title: 'Place her order',
      remark: 'See what happens when the money does not reach',
    })),
  ]
}

async function liams(visit: Visit): Promise<readonly Link[]> {
  const { site, say } = visit
  const stuck = await site.store.query(oldestStuckOrder())
  if (!stuck) return []
  const [found] = await site.store.query(casesUnder(stuck.id))
  const href =
    (found && site.map.href(`case-${found.id}`)) ?? site.map.href(orderStream(stuck.id)) ?? '/'
  const given = givenName(say.name(stuck.patient))
  return [
    {
      rel: 'case',
      href,
      title: `Mend ${given}’s stuck order`,
      remark: 'What was done, what was not, what is held',
    },
  ]
}

/** The three first things to try in the demo. */
export async function firstMinute(visit: Visit): Promise<readonly Link[]> {
  if (!visit.site.settings.demo) return []
  return [...(await aishas(visit)), ...(await liams(visit))]
}
