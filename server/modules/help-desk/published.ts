// biome-ignore-all lint/performance/noBarrelFile: the one door of the module, so it leads to its rooms.

export { caseIdOf } from './case-id.ts'
export type { OpenCase } from './case-shape.ts'
export { type SettledEffect, settledEffect, settledEffects } from './effects.ts'
export type { CaseEvents } from './events.ts'
export { caseAbout, casesUnder, openCases, openCasesAbout } from './projections/case-queries.ts'
export { settlingAlone } from './settling.ts'
