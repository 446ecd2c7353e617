import { type AnyIntent, anyIntent } from '#kernel/intent.ts'
import { approvePersonRequest } from './intents/approve-person-request.ts'
import { closeRecord } from './intents/close-record.ts'
import { declinePersonRequest } from './intents/decline-person-request.ts'
import { endGuardian } from './intents/end-guardian.ts'
import { endProxy } from './intents/end-proxy.ts'
import { eraseFoldedRecord } from './intents/erase-folded-record.ts'
import { erasePerson } from './intents/erase-person.ts'
import { mergeRecords } from './intents/merge-records.ts'
import { nameProxy } from './intents/name-proxy.ts'
import { reopenRecord } from './intents/reopen-record.ts'
import { setGuardian } from './intents/set-guardian.ts'
import { tellApart } from './intents/tell-apart.ts'

/** What can be done with a record as a whole, and with who acts for a person. */
export const recordIntents: readonly AnyIntent[] = [
  anyIntent(nameProxy),
  anyIntent(endProxy),
  anyIntent(setGuardian),
  anyIntent(endGuardian),
  anyIntent(tellApart),
  anyIntent(mergeRecords),
  anyIntent(closeRecord),
  anyIntent(reopenRecord),
  anyIntent(erasePerson),
  anyIntent(approvePersonRequest),
  anyIntent(declinePersonRequest),
  anyIntent(eraseFoldedRecord),
]
