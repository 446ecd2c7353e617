import { anyIntent } from '#kernel/intent.ts'
import type { Module } from '#kernel/module.ts'
import { anyProcess } from '#kernel/process.ts'
import { caseEvents } from './events.ts'
import { answerCase } from './intents/answer-case.ts'
import { approveCaseRequest } from './intents/approve-case-request.ts'
import { closeCase } from './intents/close-case.ts'
import { closeEndedCase } from './intents/close-ended-case.ts'
import { declineCaseRequest } from './intents/decline-case-request.ts'
import { endRetries } from './intents/end-retries.ts'
import { lookAtRetried } from './intents/look-at-retried.ts'
import { noteCase } from './intents/note-case.ts'
import { openCase } from './intents/open-case.ts'
import { passOnCase } from './intents/pass-on-case.ts'
import { reopenCase } from './intents/reopen-case.ts'
import { reportProblem } from './intents/report-problem.ts'
import { retryMany } from './intents/retry-many.ts'
import { settleByHand } from './intents/settle-by-hand.ts'
import { takeCase } from './intents/take-case.ts'
import { tellStuckAgain } from './intents/tell-stuck-again.ts'
import { tryAgain } from './intents/try-again.ts'
import { undoProcess } from './intents/undo-process.ts'
import { casePage } from './pages/case-page.ts'
import { casesListPage } from './pages/cases.ts'
import { processMapPage, processMapsPage } from './pages/map-page.ts'
import { caseNeeds } from './pages/needs.ts'
import { processPage } from './pages/process-page.ts'
import { processesListPage } from './pages/processes.ts'
import { retriesPage } from './pages/retries.ts'
import { retryPage } from './pages/retry-page.ts'
import { caseAnswerProcess } from './processes/case-answer.ts'
import { caseKeepingProcess } from './processes/case-keeping.ts'
import { caseOpeningProcess } from './processes/case-opening.ts'
import { retryManyProcess } from './processes/retry-many.ts'
import { returnedMailProcess } from './processes/returned-mail.ts'
import { waitingCasesCount } from './projections/case-queries.ts'
import { casesProjection } from './projections/cases.ts'
import { retriesProjection } from './projections/retries.ts'
import { retryEvents } from './retry-events.ts'

/** What does not go on by itself, before the people who can mend it. */
export const helpDeskModule: Module = {
  name: 'help-desk',
  events: { ...caseEvents, ...retryEvents },
  intents: [
    anyIntent(openCase),
    anyIntent(tellStuckAgain),
    anyIntent(closeEndedCase),
    anyIntent(reportProblem),
    anyIntent(takeCase),
    anyIntent(answerCase),
    anyIntent(passOnCase),
    anyIntent(noteCase),
    anyIntent(closeCase),
    anyIntent(reopenCase),
    anyIntent(tryAgain),
    anyIntent(undoProcess),
    anyIntent(settleByHand),
    anyIntent(approveCaseRequest),
    anyIntent(declineCaseRequest),
    anyIntent(retryMany),
    anyIntent(lookAtRetried),
    anyIntent(endRetries),
  ],
  processes: [
    anyProcess(caseOpeningProcess),
    anyProcess(caseKeepingProcess),
    anyProcess(caseAnswerProcess),
    anyProcess(returnedMailProcess),
    anyProcess(retryManyProcess),
  ],
  projections: [casesProjection, retriesProjection],
  pages: [
    casesListPage,
    casePage,
    processesListPage,
    processMapsPage,
    processMapPage,
    processPage,
    retriesPage,
    retryPage,
  ],
  navigation: [
    {
      rel: 'cases',
      href: '/cases',
      also: ['/retries'],
      title: 'Help desk',
      by: ['receptionist', 'dispenser', 'practitioner', 'manager', 'admin'],
      order: 60,
      count: waitingCasesCount(),
    },
    { rel: 'cases', href: '/cases', title: 'Your questions', by: ['patient'], order: 60 },
    {
      rel: 'processes',
      href: '/processes',
      title: 'Processes',
      by: ['manager', 'admin'],
      order: 90,
    },
  ],
  needs: (role, _, say, person) => caseNeeds(role, say, person),
}
