import type { Registry } from '#kernel/registry.ts'
import { actorsWereAllowed } from './actors.ts'
import { troubleHasOneCase } from './cases.ts'
import type { AnyCheck } from './check.ts'
import { commandsAndProcessesEnd, commandsCountOnce, stepsSucceedOnce } from './commands.ts'
import { undoneLeavesNothing } from './compensation.ts'
import { countsAreKept } from './counts.ts'
import { erasedStayErased } from './erased.ts'
import { giftsStay } from './gifts.ts'
import { holdsAreUsedUpOnce, holdsBelongToProcesses } from './holds.ts'
import { chainHolds } from './log-chain.ts'
import { positionsHaveNoGap, timeNeverGoesBack } from './log-order.ts'
import { eventsHaveAnOrigin } from './log-origin.ts'
import { lotsWereGood } from './lots.ts'
import { booksBalance, movementsBalance, walletsAreNeverBelowNothing } from './money.ts'
import { ordersAreChargedOnce } from './order-charges.ts'
import { ordersCostWhatWasAgreed } from './order-prices.ts'
import { nothingIsForgotten } from './progress.ts'
import { mailGoesWhereItMay } from './recipients.ts'
import { nothingIsGivenTwice } from './refunds.ts'
import { reservationsEndOnce } from './reservations.ts'
import { onlyWhatWasGivenComesBack } from './returns.ts'
import { secondPersonsAreOthers } from './second-person.ts'
import { settledAsShown } from './settled.ts'
import { shelvesArePossible, stockComesFromSomewhere } from './shelf.ts'
import { tillAddsUp } from './till.ts'

/** Every invariant that is proven from the log alone. A new one is a check of its own and a line below. */
export function checksOf(registry: Registry): readonly AnyCheck[] {
  return [...checksOfOneLog(registry), ...checksOfLogs(registry)]
}

/** What holds of each log alone, where a clinic has several: its own positions, time and chain. */
export function checksOfOneLog(registry: Registry): readonly AnyCheck[] {
  return [positionsHaveNoGap, timeNeverGoesBack, eventsHaveAnOrigin(registry), chainHolds]
}

/** What holds of all logs of a clinic together. */
export function checksOfLogs(registry: Registry): readonly AnyCheck[] {
  return [
    actorsWereAllowed(registry),
    erasedStayErased(registry),
    commandsCountOnce,
    commandsAndProcessesEnd,
    nothingIsForgotten(registry),
    troubleHasOneCase,
    undoneLeavesNothing,
    settledAsShown,
    stepsSucceedOnce,
    movementsBalance,
    booksBalance,
    walletsAreNeverBelowNothing,
    holdsAreUsedUpOnce,
    holdsBelongToProcesses,
    nothingIsGivenTwice,
    giftsStay,
    secondPersonsAreOthers,
    ordersAreChargedOnce,
    tillAddsUp,
    shelvesArePossible,
    stockComesFromSomewhere,
    countsAreKept,
    reservationsEndOnce,
    lotsWereGood,
    onlyWhatWasGivenComesBack,
    ordersCostWhatWasAgreed,
    mailGoesWhereItMay,
  ]
}
