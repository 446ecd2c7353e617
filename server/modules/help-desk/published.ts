// biome-ignore-all lint/performance/noBarrelFile: the one door of the module, so it leads to its rooms.
export { caseOfProcess, openCases, openCasesAbout } from './projections/case-queries.ts'
