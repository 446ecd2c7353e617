import type { FormView } from '#kernel/page.ts'
import type { Workshop } from '#web/site.ts'

type Setting = { readonly value: string; readonly text: string }
type Step = ReturnType<Workshop['steps']>[number]

const forGood = 100

/** What can be done to a step, as `<kind>-<times>`. */
const settings: readonly Setting[] = [
  { value: 'none-0', text: 'works' },
  { value: 'refuse-1', text: 'is refused' },
  { value: 'hang-1', text: 'hangs, once' },
  { value: 'hang-2', text: 'hangs, twice' },
  { value: `hang-${forGood}`, text: 'hangs, for good' },
  { value: 'lose-1', text: 'is done, and the answer is lost' },
  { value: 'crash-1', text: 'kills the writer, once' },
  { value: 'fail-2', text: 'fails, twice' },
  { value: `fail-${forGood}`, text: 'fails, for good' },
]

const nameOf = (intent: string) => `at-${intent}`

/** The form with a list for each step, as the switches stand or as it was filled in. */
export function switchesForm(
  steps: readonly Step[],
  process: { readonly name: string; readonly title: string },
  typed: Readonly<Record<string, string>> = {},
): FormView {
  const errors = steps.flatMap(({ intent, title }) =>
    isKnown(typed[nameOf(intent)])
      ? []
      : [
          {
            field: nameOf(intent),
            code: 'not-a-choice',
            detail: `Choose one of the list for “${title}”.`,
          },
        ],
  )
  return {
    name: 'set-faults',
    action: '/workshop',
    heading: 'What goes wrong',
    submit: 'Set the switches',
    hidden: [{ name: 'process', value: process.name }],
    inputs: steps.map(({ intent, title, kind, times }) => {
      const error = errors.find(({ field }) => field === nameOf(intent))
      return {
        kind: 'select' as const,
        name: nameOf(intent),
        label: title,
        required: true,
        width: 'full' as const,
        options: settings,
        value: typed[nameOf(intent)] ?? settingOf(kind, times),
        ...(error ? { error: error.detail } : {}),
      }
    }),
    errors,
    checkFirst: false,
  }
}

function settingOf(kind: string, times: number): string {
  const exact = `${kind}-${times}`
  return settings.some(({ value }) => value === exact)
    ? exact
    : (settings.find(({ value }) => value.startsWith(`${kind}-`))?.value ?? 'none-0')
}

// A switch that was left out stays as it is.
function isKnown(typed: string | undefined): boolean {
  return typed === undefined || settings.some(({ value }) => value === typed)
}

/** Turns the switches as the form says; answers whether it could be read. */
export function turnSwitches(
  workshop: Workshop,
  process: string,
  typed: Readonly<Record<string, string>>,
): boolean {
  const steps = workshop.steps(process)
  if (!steps.every(({ intent }) => isKnown(typed[nameOf(intent)]))) return false
  for (const { intent } of steps) {
    const [kind, times] = typed[nameOf(intent)]?.split('-') ?? []
    if (kind !== undefined) workshop.turn(process, intent, kind, Number(times))
  }
  return true
}
