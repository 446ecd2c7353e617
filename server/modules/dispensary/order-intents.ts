import { type AnyIntent, anyIntent } from '#kernel/intent.ts'
import { cancelOrder } from './intents/cancel-order.ts'
import { collectOrder } from './intents/collect-order.ts'
import { confirmOrder } from './intents/confirm-order.ts'
import { denyOrder } from './intents/deny-order.ts'
import { finishCancellation } from './intents/finish-cancellation.ts'
import { finishHandOver } from './intents/finish-hand-over.ts'
import { finishReturn } from './intents/finish-return.ts'
import { giveNewCode } from './intents/give-new-code.ts'
import { handOverOrder } from './intents/hand-over-order.ts'
import { lapseOrder } from './intents/lapse-order.ts'
import { markReady } from './intents/mark-ready.ts'
import { noteItemBack } from './intents/note-item-back.ts'
import { notifyMe } from './intents/notify-me.ts'
import { placeOrder } from './intents/place-order.ts'
import { priceOrder } from './intents/price-order.ts'
import { putBackOrder } from './intents/put-back-order.ts'
import { putBackPreparation } from './intents/put-back-preparation.ts'
import { putBackUncollected } from './intents/put-back-uncollected.ts'
import { refuseReturn } from './intents/refuse-return.ts'
import { remakeOrder } from './intents/remake-order.ts'
import { remindToCollect } from './intents/remind-to-collect.ts'
import { resumePreparing } from './intents/resume-preparing.ts'
import { returnItems } from './intents/return-items.ts'
import { setReady } from './intents/set-ready.ts'
import { settleOrder } from './intents/settle-order.ts'
import { startPreparing } from './intents/start-preparing.ts'
import { stopNotice } from './intents/stop-notice.ts'
import { takeOverPreparation } from './intents/take-over-preparation.ts'
import { topUpAndReorder } from './intents/top-up-and-reorder.ts'
import { undoOrder } from './intents/undo-order.ts'
import { warnOfWaiting } from './intents/warn-of-waiting.ts'

/** What people do with an order, in the order in which pages offer it, and then what its process does. */
export const orderIntents: readonly AnyIntent[] = [
  anyIntent(placeOrder),
  anyIntent(startPreparing),
  anyIntent(markReady),
  anyIntent(handOverOrder),
  anyIntent(collectOrder),
  anyIntent(giveNewCode),
  anyIntent(takeOverPreparation),
  anyIntent(putBackPreparation),
  anyIntent(putBackOrder),
  anyIntent(returnItems),
  anyIntent(remakeOrder),
  anyIntent(topUpAndReorder),
  anyIntent(notifyMe),
  anyIntent(stopNotice),
  anyIntent(cancelOrder),
  anyIntent(priceOrder),
  anyIntent(confirmOrder),
  anyIntent(denyOrder),
  anyIntent(finishCancellation),
  anyIntent(setReady),
  anyIntent(resumePreparing),
  anyIntent(finishHandOver),
  anyIntent(finishReturn),
  anyIntent(refuseReturn),
  anyIntent(noteItemBack),
  anyIntent(lapseOrder),
  anyIntent(settleOrder),
  anyIntent(undoOrder),
  anyIntent(putBackUncollected),
  anyIntent(remindToCollect),
  anyIntent(warnOfWaiting),
]
