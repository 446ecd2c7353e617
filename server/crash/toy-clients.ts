import type { NewCommand } from '#kernel/command.ts'
import { storyId } from '#kernel/story.ts'
import { addCoins, askSale, askTour } from '#store/contract/toy-clinic.ts'
import type { Choose } from './clients.ts'
import type { Draw } from './draw.ts'

const firstId = 1_000_000
const purses = 20
const legs = 400

/** Something a client may ask for: coins, a sale that may be sold out, a tour whose legs may be taken. */
function anyCommand(draw: Draw, id: string): NewCommand {
  const purse = storyId(draw.between(1, purses))
  const kind = draw.between(1, 10)
  if (kind <= 6) return addCoins(id, purse, draw.between(14, 40), `note ${id}`)
  if (kind <= 8) return askSale(id, purse, draw.between(1, 2))
  const some = [1, 2, 3].map(() => storyId(500_000 + draw.between(1, legs)))
  return askTour(id, [...new Set(some)], draw.oneIn(2))
}

/** Clients of the toy shop: each command has an id of its own, in order. */
export function toyClients(draw: Draw): Choose {
  let chosen = 0
  return () => {
    chosen += 1
    return anyCommand(draw, storyId(firstId + chosen))
  }
}
