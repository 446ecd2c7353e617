import type { Cause, ProcessMap } from '#kernel/map.ts'

/** `OrderCancellationStarted` as "order cancellation started". */
export function typeInWords(type: string): string {
  return type.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()
}

/** What a state of the map is called: one of its own, its beginning, or one of its ends. */
export function stateInWords({ states }: ProcessMap, name: string): string {
  if (name === 'begin') return 'The beginning'
  if (name.startsWith('end:')) return `Ended: ${name.slice(4).replaceAll('-', ' ')}`
  return states.find((state) => state.name === name)?.title ?? name
}

const quoted = (text: string) => `“${text}”`

/** How many codes or steps are told one by one. */
const toldMax = 6

function listed(names: readonly string[]): string {
  const told = [...new Set(names)]
  const rest = told.length - toldMax
  return rest > 0 ? `${told.slice(0, toldMax).join(', ')} and ${rest} more` : told.join(', ')
}

type Refused = Extract<Cause, { kind: 'refused' }>
type OfStep = Extract<Cause, { intent: string }>

const isOf =
  <K extends Cause['kind']>(kind: K) =>
  (cause: Cause): cause is Extract<Cause, { kind: K }> =>
    cause.kind === kind

function refusals(causes: readonly Refused[]): readonly string[] {
  return [...Map.groupBy(causes, ({ intent }) => intent)].map(
    ([intent, of]) => `${quoted(intent)} is refused (${listed(of.map(({ code }) => code))})`,
  )
}

function intentsOf(causes: readonly OfStep[]): string {
  return listed(causes.map(({ intent }) => quoted(intent)))
}

/** What leads along one way, each as a sentence's beginning: "“Hold money” is done". */
export function causesInWords(causes: readonly Cause[]): readonly string[] {
  const done = causes.filter(isOf('done'))
  const undone = causes.filter(isOf('undone'))
  const given = causes.filter(isOf('nobody'))
  return [
    ...causes.filter(isOf('event')).map(({ type }) => `The event “${typeInWords(type)}”`),
    ...(done.length > 0 ? [`${intentsOf(done)} is done`] : []),
    ...refusals(causes.filter(isOf('refused'))),
    ...(undone.length > 0
      ? [`${intentsOf(undone)} is taken back, and nothing is left to undo`]
      : []),
    ...causes.filter(isOf('time')).map(({ timer }) => `The time “${timer}” comes`),
    ...(causes.some(isOf('desk')) ? ['The help desk has it undone'] : []),
    ...(given.length > 0 ? [`Nobody answers ${intentsOf(given)}`] : []),
  ]
}
