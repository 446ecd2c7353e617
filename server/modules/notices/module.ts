import { anyIntent } from '#kernel/intent.ts'
import type { Module } from '#kernel/module.ts'
import { anyProcess } from '#kernel/process.ts'
import { messageEvents } from './events.ts'
import { noteDelivery } from './intents/note-delivery.ts'
import { reportBounce } from './intents/report-bounce.ts'
import { sendMessage } from './intents/send-message.ts'
import { sendMessageAgain } from './intents/send-message-again.ts'
import { withdrawMessage } from './intents/withdraw-message.ts'
import { messagePage } from './pages/message-page.ts'
import { messagesPage } from './pages/messages-page.ts'
import { mailing } from './processes/mailing.ts'
import { undelivered } from './processes/undelivered.ts'
import { bouncesModel } from './projections/bounces.ts'
import { messagesModel } from './projections/messages.ts'

/** What people are written to, and what became of it. */
export const noticesModule: Module = {
  name: 'notices',
  events: messageEvents,
  intents: [
    anyIntent(sendMessage),
    anyIntent(noteDelivery),
    anyIntent(withdrawMessage),
    anyIntent(sendMessageAgain),
    anyIntent(reportBounce),
  ],
  processes: [anyProcess(mailing), anyProcess(undelivered)],
  projections: [messagesModel, bouncesModel],
  pages: [messagesPage, messagePage],
  navigation: [
    {
      rel: 'messages',
      href: '/messages',
      title: 'Messages',
      by: ['patient', 'receptionist', 'manager', 'admin'],
      order: 65,
    },
  ],
}
