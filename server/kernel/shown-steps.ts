import type { AnyProcess, PlannedStep } from './process.ts'
import type { Told } from './process-life.ts'
import type { StepLife } from './step-life.ts'

/** A step as a page shows it, begun or not. */
export type ShownStep = PlannedStep & { readonly life: StepLife | undefined }

/** The planned steps in order, with what became of them. */
export function showSteps(process: AnyProcess, { life, state }: Told): readonly ShownStep[] {
  return process.plan(state).map((planned) => ({
    ...planned,
    life: life.steps.find(({ step }) => step === planned.step),
  }))
}
