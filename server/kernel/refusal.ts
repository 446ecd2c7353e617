/** Why something is not done: a code, and the facts that its words are filled with. Returned, never thrown. */
export type Refusal = { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }

/** States a refusal. */
export function refuse(code: string, facts: Readonly<Record<string, unknown>> = {}): Refusal {
  return { code, facts }
}

/** Whether a decision is a refusal rather than events. */
export function isRefusal(decision: unknown): decision is Refusal {
  return (
    typeof decision === 'object' &&
    decision !== null &&
    !Array.isArray(decision) &&
    'code' in decision
  )
}
