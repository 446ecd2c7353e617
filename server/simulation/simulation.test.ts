import { deepEqual, equal, fail } from 'node:assert/strict'
import { after, test } from 'node:test'
import { modules } from '../modules.ts'
import { drawScenario } from './drawing.ts'
import { prepareClinic } from './prepared-clinic.ts'
import { simulate } from './running.ts'
import type { Scenario } from './scenario.ts'
import { mustBeSeen, seenInLongRuns } from './seldom.ts'
import { shrink, written } from './shrinking.ts'
import { type Sightings, sawAll } from './sightings.ts'

const isLong = process.env['TEST_LENGTH'] === 'long'
const seeds = isLong ? 20_000 : 240
const stepsPerSeed = 80
// As long as it takes: half a minute where the machine has nothing else to do.
const timeout = Number.POSITIVE_INFINITY
const triesToShrink = 600

const clinic = await prepareClinic(modules)
after(clinic.remove)
const seen: Sightings = new Map()

const play = (scenario: Scenario) => simulate({ scenario, modules, prepared: clinic.folder })

async function report(scenario: Scenario, breach: string): Promise<never> {
  const playAgain = async (candidate: Scenario) => (await play(candidate)).breach
  const small = await shrink(scenario, breach, playAgain, triesToShrink)
  const { breach: last, events } = await play(small)
  const log = events.slice(-30).map(({ position, stream, type }) => `${position} ${stream} ${type}`)
  fail([breach, '', 'In short:', written(small), last ?? '', '', 'Its end:', ...log].join('\n'))
}

test(`whatever breaks, ${seeds} clinics keep their promises, and the same seed gives the same log`, {
  timeout,
}, async () => {
  for (let seed = 1; seed <= seeds; seed += 1) {
    const scenario = drawScenario(seed, stepsPerSeed)
    const { breach, sightings, head } = await play(scenario)
    sawAll(seen, sightings)
    if (breach !== undefined) await report(scenario, breach)
    if (seed % 20 === 0)
      equal((await play(scenario)).head, head, `seed ${seed} differs from itself`)
  }
})

test('what seldom happens has happened to some of them', () => {
  const wanted = isLong ? [...mustBeSeen, ...seenInLongRuns] : mustBeSeen
  deepEqual(
    wanted.filter((what) => !seen.has(what)),
    [],
  )
})
