import { anyIntent } from '#kernel/intent.ts'
import type { Module } from '#kernel/module.ts'
import { anyProcess } from '#kernel/process.ts'
import { caseEvents } from './events.ts'
import { openCase } from './intents/open-case.ts'
import { casePage } from './pages/case-page.ts'
import { casesListPage } from './pages/cases.ts'
import { caseNeeds } from './pages/needs.ts'
import { processPage } from './pages/process-page.ts'
import { processesListPage } from './pages/processes.ts'
import { caseOpeningProcess } from './processes/case-opening.ts'
import { waitingCasesCount } from './projections/case-queries.ts'
import { casesProjection } from './projections/cases.ts'

/** What does not go on by itself, before the people who can mend it. */
export const helpDeskModule: Module = {
  name: 'help-desk',
  events: caseEvents,
  intents: [anyIntent(openCase)],
  processes: [anyProcess(caseOpeningProcess)],
  projections: [casesProjection],
  pages: [casesListPage, casePage, processesListPage, processPage],
  navigation: [
    {
      rel: 'cases',
      href: '/cases',
      title: 'Help desk',
      by: ['receptionist', 'dispenser', 'manager', 'admin'],
      order: 60,
      count: waitingCasesCount(),
    },
    {
      rel: 'processes',
      href: '/processes',
      title: 'Processes',
      by: ['manager', 'admin'],
      order: 90,
    },
  ],
  needs: (role, _, say) => caseNeeds(role, say),
}
