import type { Standing } from './authorise.ts'
import type { CommandView } from './command.ts'
import type { Actor, Envelope } from './event.ts'
import type { FieldError, Input, RawForm } from './field.ts'
import type { Letters } from './letter.ts'
import type { ProcessMap } from './map.ts'
import type { Reach } from './option.ts'
import type { Payments } from './payments.ts'
import type { AnyProcess } from './process.ts'
import type { Query } from './query.ts'
import type { Say } from './words.ts'

export type Link = {
  readonly rel: string
  readonly href: string
  readonly title: string
  readonly remark?: string
}

/** A link to the form of an intent that is available to this actor in this state. */
export type Offer = Link & { readonly intent: string }

/** A form ready to be printed: as HTML, or as a HAL-FORMS template. */
export type FormView = {
  readonly name: string
  readonly action: string
  readonly heading: string
  /** What it leads to, above the fields. */
  readonly intro?: string
  readonly submit: string
  readonly hidden: readonly { readonly name: string; readonly value: string }[]
  readonly inputs: readonly (Input & { readonly value: string; readonly error?: string })[]
  readonly errors: readonly FieldError[]
  readonly checkFirst: boolean
  readonly takesAway?: true
  readonly cancel?: Link
  /** How many rows of a repeated field to show at least; pages show a few more than are filled. */
  readonly linesShown?: number
}

/**
 * A resource in one moment for one actor: plain data, links and affordances. HTML and HAL-FORMS are
 * printed from it. In `state`, money is `{ minor, currency, text }` and instants `{ iso, text }`.
 */
export type Representation = {
  readonly title: string
  readonly state: Readonly<Record<string, unknown>>
  /** What only the template gets, such as tables and steps as its macros take them. */
  readonly print?: Readonly<Record<string, unknown>>
  readonly links?: readonly Link[]
  readonly offers?: readonly Offer[]
  readonly back?: Link
  /** Lists of things, each with its own `href`, for machines that follow links. */
  readonly embedded?: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
  /** Where the thing is found now, for good: whoever asks for it here is sent there. */
  readonly moved?: string
  /** CSV of the same, where the page offers it: answered at `?format=csv`. */
  readonly table?: {
    readonly fileName: string
    readonly rows: readonly (readonly (string | number)[])[]
  }
}

/** One event in the reader's words, for histories. */
export type Told = {
  readonly words: string
  readonly tone: 'note' | 'good' | 'held' | 'bad'
  /** The page that answers "Why?". */
  readonly why: string
}

/** What a page may use. Everything it reads is as of the same moment and the same actor. */
export type PageContext = {
  readonly params: Readonly<Record<string, string>>
  readonly query: RawForm
  readonly actor: Actor
  readonly at: number
  readonly say: Say
  /** How the reader stands to somebody whose things the page is to show; it then says for whom they are here. */
  actingFor(person: string): Promise<Standing>
  ask<Answer>(query: Query<Answer>): Promise<Answer>
  stream(id: string): Promise<readonly Envelope[]>
  /** What a decided command did, without its own stream and without what processes made of it. */
  eventsOf(command: CommandView): Promise<readonly Envelope[]>
  /** The intents on a stream that are available now, or only the named ones, in the registry's order. */
  offers(stream: string, only?: readonly string[]): Promise<readonly Offer[]>
  /** Offers of creating intents, prefilled through the query string. */
  offersToCreate(category: string, prefill: RawForm): Promise<readonly Offer[]>
  /** A form to stand within a page, or nothing where the intent is not available. */
  form(intent: string, target: string | undefined, typed: RawForm): Promise<FormView | undefined>
  /** The things of a category that this session opened last, the newest first; kept apart from the log. */
  recentlySeen(category: string): readonly string[]
  /** The page of a stream's thing, e.g. `/orders/<id>`. */
  href(stream: string): string
  /** An event as a sentence of its description, and where its causes are told. */
  told(event: Envelope): Told
  /** Messages as they are sent, or would be; missing where nobody renders them. */
  readonly letters: Letters | undefined
  /** Where people pay online; missing where they cannot. */
  readonly payments: Payments | undefined
  /** A process by its name, for pages that show how far its instances came. */
  process(name: string): AnyProcess | undefined
  /** Every process there is. */
  readonly processes: readonly AnyProcess[]
  /** The map of a process's states, found out from its definition. */
  processMap(name: string): ProcessMap | undefined
  /** What came of one command on whichever streams: at most `limit` events above the position `after`. */
  cameOf(
    correlation: string,
    asked: { readonly after: number; readonly limit: number; readonly about: string },
  ): Promise<readonly Envelope[]>
}

/** What makes a page worth another look while somebody has it open. */
export type PageChanges = {
  /** The category whose streams the events are of. */
  readonly of: string
  /** Events that bring something new onto the page: each counts as one. */
  readonly news: readonly string[]
  /** Events that only change what is there. */
  readonly others: readonly string[]
  /** What is said of so many new things; of 0 where only something else changed. */
  words(news: number): string
}

/** One resource: where it is, who may see it, and how it is read. */
export type Page = {
  /** `/wallets/:id`, in Express's notation. */
  readonly path: string
  readonly view: string
  readonly by: Readonly<Record<string, Reach>>
  /** The category whose things these are: `:id` is the stream's; forms and events lie below. */
  readonly thing?: string
  /**
   * Where the streams of its things are not `<thing>-<id>`: the one that `:id` and the query name. Such
   * things are of several categories, `<thing>.<name>`, and `?name=` picks one where they share an id.
   */
  streamOf?(id: string, query: RawForm): Query<string | undefined>
  /** The category of the thing that these are part of: they are there as soon as that is, at version 0. */
  readonly partOf?: string
  /** The page shows a document; this intent replaces it as a whole, by PUT and by its form. */
  readonly replacedBy?: string
  /** The category whose creating intents post here. */
  readonly creates?: string
  /**
   * The category that tells of a thing before it is there: while the stream of that category with this id
   * exists and the thing does not, its page is shown here instead.
   */
  readonly foretoldBy?: string
  /** Told below the page, at `changes`, to whoever has it open; its view gets them as `changes`. */
  readonly changes?: PageChanges
  /** What a reader of the page may know of an event of its thing, if any of it; without this, all of it. */
  shownTo?(actor: Actor, event: Envelope): Envelope | undefined
  /** The representation, or nothing where there is no such thing for this actor. */
  read(context: PageContext): Promise<Representation | undefined>
}

/** An entry of the navigation: `count` is a small number beside it, not shown at 0. */
export type NavigationEntry = {
  readonly rel: string
  readonly href: string
  /** Where its things are, if not below `href`: whoever is there is at this entry too. */
  readonly also?: readonly string[]
  readonly title: string
  readonly by: readonly string[]
  readonly order: number
  readonly count?: Query<number>
  /** Named in the entry document that machines read, without a place in the bar that people see. */
  readonly unlisted?: true
}

/** One thing that waits for somebody, for the first screen. */
export type Need = {
  readonly title: string
  readonly remark: string
  readonly href: string
  readonly tone: 'bad' | 'wait' | 'rest'
  readonly icon: string
}
