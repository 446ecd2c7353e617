// biome-ignore-all lint/performance/noBarrelFile: the one door of the module, so it leads to its rooms.
export type { CaseEvents } from './events.ts'
export { type CaseRow, caseOfProcess, openCases } from './projections/case-queries.ts'
