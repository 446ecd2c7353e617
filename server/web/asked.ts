import type { AnyIntent } from '#kernel/intent.ts'
import type { Sent } from '#web/body.ts'
import type { Target } from '#web/offers.ts'

/** A request to carry an intent out, as far as it is understood. */
export type Asked = {
  readonly intent: AnyIntent
  readonly target: Target
  readonly commandId: string
  readonly version: number | undefined
  readonly sent: Sent
}
