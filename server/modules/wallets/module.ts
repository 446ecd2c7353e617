import { anyIntent } from '#kernel/intent.ts'
import type { Module } from '#kernel/module.ts'
import { walletEvents } from './events.ts'
import { freezeWallet } from './intents/freeze-wallet.ts'
import { holdMoney } from './intents/hold-money.ts'
import { openWallet } from './intents/open-wallet.ts'
import { releaseHeldMoney } from './intents/release-held-money.ts'
import { takeHeldMoney } from './intents/take-held-money.ts'
import { topUpWallet } from './intents/top-up-wallet.ts'
import { unfreezeWallet } from './intents/unfreeze-wallet.ts'
import { ledgerPage } from './pages/ledger-page.ts'
import { statementPage } from './pages/statement-page.ts'
import { walletPage } from './pages/wallet-page.ts'
import { ledgerModel } from './projections/ledger.ts'
import { topUpReferencesModel } from './projections/top-up-references.ts'
import { walletsModel } from './projections/wallets.ts'

/** People's money at the clinic: paid in, held for something, taken or given back. */
export const walletsModule: Module = {
  name: 'wallets',
  events: walletEvents,
  intents: [
    anyIntent(topUpWallet),
    anyIntent(releaseHeldMoney),
    anyIntent(freezeWallet),
    anyIntent(unfreezeWallet),
    anyIntent(openWallet),
    anyIntent(holdMoney),
    anyIntent(takeHeldMoney),
  ],
  processes: [],
  projections: [walletsModel, topUpReferencesModel, ledgerModel],
  pages: [walletPage, statementPage, ledgerPage],
  navigation: [
    { rel: 'wallet', href: '/wallets/:me', title: 'My wallet', by: ['patient'], order: 20 },
    { rel: 'ledger', href: '/ledger', title: 'Books', by: ['manager', 'admin'], order: 80 },
  ],
}
