import type { StandingQuery } from './authorise.ts'
import type { AnyDocumentKind } from './document.ts'
import type { EventDescriptions } from './event.ts'
import type { AnyIntent } from './intent.ts'
import type { NavigationEntry, Need, Page } from './page.ts'
import type { AnyProcess } from './process.ts'
import type { Projection } from './projection.ts'
import type { Query } from './query.ts'
import type { Say } from './words.ts'

/** One part of the domain, as it declares itself. Nothing else changes when a module is added. */
export type Module = {
  readonly name: string
  readonly events: EventDescriptions
  readonly intents: readonly AnyIntent[]
  readonly processes: readonly AnyProcess[]
  readonly projections: readonly Projection[]
  /** What is edited in place, with nothing of it in the log. */
  readonly documents?: readonly AnyDocumentKind[]
  readonly pages: readonly Page[]
  readonly navigation: readonly NavigationEntry[]
  /** Types of events that erase the person of their stream: nothing more can be known or written of them. */
  readonly erasing?: readonly string[]
  /** Why nothing can be begun with a person's things any more, as the code of a refusal. */
  readonly closedFor?: (person: string) => Query<string | undefined>
  /** How one person stands to another, where this module knows of it. */
  readonly standing?: StandingQuery
  /** What waits for somebody of this role now, or for this very person. */
  needs?(role: string, at: number, say: Say, person: string): readonly Query<readonly Need[]>[]
}
