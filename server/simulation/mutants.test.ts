import { ok } from 'node:assert/strict'
import { test } from 'node:test'
import { drawQuietScenario, drawScenario } from './drawing.ts'
import { mutants } from './mutants.ts'
import { prepareClinic } from './prepared-clinic.ts'
import { simulate } from './running.ts'
import { shrink, written } from './shrinking.ts'

const seedsAtMost = 200
const stepsPerSeed = 80

for (const { mistake, modules } of mutants) {
  test(`the simulation finds it out when ${mistake}`, async (context) => {
    const clinic = await prepareClinic(modules)
    context.after(clinic.remove)
    for (let seed = 1; seed <= seedsAtMost; seed += 1) {
      const drawn = seed % 2 === 0 ? drawQuietScenario : drawScenario
      const scenario = drawn(seed, stepsPerSeed)
      const { breach, steps } = await simulate({ scenario, modules, prepared: clinic.folder })
      if (breach === undefined) continue
      context.diagnostic(`seed ${seed}, step ${steps}: ${breach.split('\n', 1)}`)
      return
    }
    ok(false, `not found in ${seedsAtMost} seeds`)
  })
}

test('what breaks is shrunk to the few steps that it takes', async (context) => {
  const [forgetful] = mutants
  ok(forgetful)
  const clinic = await prepareClinic(forgetful.modules)
  context.after(clinic.remove)
  const play = async (scenario: ReturnType<typeof drawScenario>) => {
    const { breach } = await simulate({
      scenario,
      modules: forgetful.modules,
      prepared: clinic.folder,
    })
    return breach
  }
  for (let seed = 1; seed <= seedsAtMost; seed += 1) {
    const scenario = drawScenario(seed, stepsPerSeed)
    const breach = await play(scenario)
    if (breach === undefined) continue
    const small = await shrink(scenario, breach, play, 120)
    context.diagnostic(written(small))
    ok(small.steps.length <= 8, `${small.steps.length} steps are left`)
    ok(await play(small))
    return
  }
})
