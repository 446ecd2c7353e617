import { type AnyIntent, anyIntent } from '#kernel/intent.ts'
import { addCatalogueItem } from './intents/add-catalogue-item.ts'
import { changePrice } from './intents/change-price.ts'
import { countStock } from './intents/count-stock.ts'
import { handOutStock } from './intents/hand-out-stock.ts'
import { pickStock } from './intents/pick-stock.ts'
import { recallLot } from './intents/recall-lot.ts'
import { receiveStock } from './intents/receive-stock.ts'
import { releaseStock } from './intents/release-stock.ts'
import { reserveStock } from './intents/reserve-stock.ts'
import { restoreItem } from './intents/restore-item.ts'
import { setReorderLevel } from './intents/set-reorder-level.ts'
import { takeBackStock } from './intents/take-back-stock.ts'
import { withdrawItem } from './intents/withdraw-item.ts'
import { writeOffStock } from './intents/write-off-stock.ts'

/** What can be asked of an item, in the order in which its page offers it. */
export const itemIntents: readonly AnyIntent[] = [
  anyIntent(receiveStock),
  anyIntent(countStock),
  anyIntent(writeOffStock),
  anyIntent(recallLot),
  anyIntent(setReorderLevel),
  anyIntent(changePrice),
  anyIntent(withdrawItem),
  anyIntent(restoreItem),
  anyIntent(addCatalogueItem),
  anyIntent(reserveStock),
  anyIntent(releaseStock),
  anyIntent(pickStock),
  anyIntent(handOutStock),
  anyIntent(takeBackStock),
]
