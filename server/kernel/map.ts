/** What leads from one state to another. `intent` is the title of what the step sends. */
export type Cause =
  | { readonly kind: 'event'; readonly type: string }
  | { readonly kind: 'done' | 'undone'; readonly step: string; readonly intent: string }
  | {
      readonly kind: 'refused'
      readonly step: string
      readonly intent: string
      readonly code: string
    }
  | { readonly kind: 'time'; readonly timer: string }
  | { readonly kind: 'desk' }
  | { readonly kind: 'nobody'; readonly step: string; readonly intent: string }

export type Way = { readonly from: string; readonly to: string; readonly causes: readonly Cause[] }

export type MapState = {
  readonly name: string
  readonly title: string
  /** What a person is waited for in it. */
  readonly waitsFor: string | undefined
  /** Whether it can be left standing in it, for the help desk. */
  readonly mayStick: boolean
}

/** What a process can come to, found out by trying it. An end is called `end:<as>`, what is before it `begin`. */
export type ProcessMap = {
  readonly states: readonly MapState[]
  readonly ends: readonly string[]
  readonly ways: readonly Way[]
  /** The intents that it sends, its undoing included. */
  readonly sends: readonly string[]
  /** Whether all was tried that can happen; otherwise so much that its states are known, and rare ways may be missing. */
  readonly isWhole: boolean
  /** States that were reached and are not declared, and those that are declared and were not reached. */
  readonly undeclared: readonly string[]
  readonly unreached: readonly string[]
}
