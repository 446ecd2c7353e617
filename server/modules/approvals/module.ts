import type { Module } from '#kernel/module.ts'
import { approvalEvents } from './events.ts'
import { approvalNeeds } from './needs.ts'
import { approvalPage } from './pages/approval-page.ts'
import { approvalsPage } from './pages/approvals-page.ts'
import { approvalsModel } from './projections/approvals.ts'

/** What one person asks for and another decides, in whatever part of the clinic. */
export const approvalsModule: Module = {
  name: 'approvals',
  events: approvalEvents,
  intents: [],
  processes: [],
  projections: [approvalsModel],
  pages: [approvalsPage, approvalPage],
  navigation: [
    {
      rel: 'approvals',
      href: '/approvals',
      title: 'Requests',
      by: ['manager', 'admin'],
      order: 75,
      unlisted: true,
    },
  ],
  needs: (role, _, say) => approvalNeeds(role, say),
}
