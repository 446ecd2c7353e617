import { anyIntent } from '#kernel/intent.ts'
import type { Module } from '#kernel/module.ts'
import { anyProcess } from '#kernel/process.ts'
import { walletEvents } from './events.ts'
import { approveWalletRequest } from './intents/approve-wallet-request.ts'
import { askForRefund } from './intents/ask-for-refund.ts'
import { closeNewWallet } from './intents/close-new-wallet.ts'
import { closeTill } from './intents/close-till.ts'
import { correctLedger } from './intents/correct-ledger.ts'
import { declineWalletRequest } from './intents/decline-wallet-request.ts'
import { freezeWallet } from './intents/freeze-wallet.ts'
import { giveGoodwill } from './intents/give-goodwill.ts'
import { holdMoney } from './intents/hold-money.ts'
import { openWallet } from './intents/open-wallet.ts'
import { payOutBalance } from './intents/pay-out-balance.ts'
import { refundToWallet } from './intents/refund-to-wallet.ts'
import { releaseHeldMoney } from './intents/release-held-money.ts'
import { sendStatement } from './intents/send-statement.ts'
import { setTillFloat } from './intents/set-till-float.ts'
import { settleOnlineTopUp } from './intents/settle-online-top-up.ts'
import { takeHeldMoney } from './intents/take-held-money.ts'
import { topUpOnline } from './intents/top-up-online.ts'
import { topUpWallet } from './intents/top-up-wallet.ts'
import { undoRefund } from './intents/undo-refund.ts'
import { unfreezeWallet } from './intents/unfreeze-wallet.ts'
import { ledgerPage } from './pages/ledger-page.ts'
import { postingsPage } from './pages/postings-page.ts'
import { receiptPage } from './pages/receipt-page.ts'
import { statementPage } from './pages/statement-page.ts'
import { tillClosingPage } from './pages/till-closing-page.ts'
import { tillPage } from './pages/till-page.ts'
import { walletPage } from './pages/wallet-page.ts'
import { holdExpiry } from './processes/hold-expiry.ts'
import { onlineTopUp } from './processes/online-top-up.ts'
import { statementMail } from './processes/statement-mail.ts'
import { ledgerModel } from './projections/ledger.ts'
import { onlineTopUpsModel } from './projections/online-top-ups.ts'
import { tillModel } from './projections/till.ts'
import { topUpReferencesModel } from './projections/top-up-references.ts'
import { walletsModel } from './projections/wallets.ts'
import { tillEvents } from './till-events.ts'

/** People's money at the clinic: paid in, held for something, taken or given back. */
export const walletsModule: Module = {
  name: 'wallets',
  events: { ...walletEvents, ...tillEvents },
  intents: [
    anyIntent(topUpWallet),
    anyIntent(topUpOnline),
    anyIntent(approveWalletRequest),
    anyIntent(declineWalletRequest),
    anyIntent(refundToWallet),
    anyIntent(askForRefund),
    anyIntent(payOutBalance),
    anyIntent(giveGoodwill),
    anyIntent(correctLedger),
    anyIntent(releaseHeldMoney),
    anyIntent(freezeWallet),
    anyIntent(unfreezeWallet),
    anyIntent(openWallet),
    anyIntent(closeNewWallet),
    anyIntent(holdMoney),
    anyIntent(takeHeldMoney),
    anyIntent(undoRefund),
    anyIntent(settleOnlineTopUp),
    anyIntent(sendStatement),
    anyIntent(closeTill),
    anyIntent(setTillFloat),
  ],
  processes: [anyProcess(holdExpiry), anyProcess(onlineTopUp), anyProcess(statementMail)],
  projections: [walletsModel, topUpReferencesModel, ledgerModel, tillModel, onlineTopUpsModel],
  pages: [
    walletPage,
    statementPage,
    ledgerPage,
    postingsPage,
    tillPage,
    tillClosingPage,
    receiptPage,
  ],
  navigation: [
    { rel: 'wallet', href: '/wallets/:me', title: 'My wallet', by: ['patient'], order: 20 },
    {
      rel: 'till',
      href: '/till',
      title: 'Till',
      by: ['receptionist'],
      order: 78,
    },
    // A manager's bar is full; she finds it beside the books.
    { rel: 'till', href: '/till', title: 'Till', by: ['manager'], order: 79, unlisted: true },
    { rel: 'ledger', href: '/ledger', title: 'Books', by: ['manager', 'admin'], order: 80 },
  ],
}
