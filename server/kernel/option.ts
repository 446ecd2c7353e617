/** Whose things a role may use an intent on: only the actor's own, or all of the clinic's. */
export type Reach = 'own' | 'clinic'

/** One choice of a list: what is sent, what is shown, one small remark. */
export type Option = {
  readonly value: string
  readonly text: string
  readonly hint?: string
  /** What it costs or comes to, in minor units: written out, it is the remark, in drop-downs too. */
  readonly amount?: number
}
