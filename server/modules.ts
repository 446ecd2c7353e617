import type { Module } from '#kernel/module.ts'
import { approvalsModule } from '#modules/approvals/module.ts'
import { clinicModule } from '#modules/clinic/module.ts'
import { dispensaryModule } from '#modules/dispensary/module.ts'
import { helpDeskModule } from '#modules/help-desk/module.ts'
import { noticesModule } from '#modules/notices/module.ts'
import { peopleModule } from '#modules/people/module.ts'
import { walletsModule } from '#modules/wallets/module.ts'

/** Every part of the clinic. The writer's thread and the command line read this list, as main does. */
export const modules: readonly Module[] = [
  clinicModule,
  peopleModule,
  walletsModule,
  approvalsModule,
  dispensaryModule,
  noticesModule,
  helpDeskModule,
]
