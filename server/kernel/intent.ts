import type { CommandView } from './command.ts'
import type { AnyDecider, Decider } from './decider.ts'
import type { Actor, DomainEvent, Envelope } from './event.ts'
import type { Fields, RawForm } from './field.ts'
import type { Option, Reach } from './option.ts'
import type { Link, PageContext } from './page.ts'
import type { AnyProcess } from './process.ts'
import type { Answers, Queries, Query } from './query.ts'
import type { Refusal } from './refusal.ts'

export type { Option, Reach } from './option.ts'

/** What `needs` and `decide` know. Time, ids and foreign facts come in; nothing else is reachable. */
export type Context<Facts> = {
  readonly command: string
  readonly target: string
  readonly person: string | null
  readonly at: number
  readonly actor: Actor
  readonly facts: Facts
  /** An id derived from the command and a label: the same each time it is asked. UUIDv8. */
  id(label: string): string
  /**
   * Whether a text is the secret that stands for this label, e.g. `confirm-email:<request>`: the one a
   * mailed link carries. It is worked out from the label anew, so nothing secret is ever stored.
   */
  isSecret(label: string, text: string): boolean
  /** Nothing of it will be stored: somebody looks at what it would come to. */
  readonly isRehearsal?: true
}

/** What `reads` and `choices` know before anything was read; `data` is absent until a form was sent. */
export type Asking<Form> = {
  readonly target: string
  readonly person: string | null
  readonly at: number
  readonly actor: Actor
  readonly data: Form | undefined
  /** A process by its name, for intents that mend what processes left. */
  process(name: string): AnyProcess | undefined
  /** What the form holds so far, as typed: `choices` offer at least what is chosen. */
  readonly typed?: RawForm
}

/**
 * The "Check your answers" page of an intent: its template, and the template's state from what a
 * rehearsal would have written. `complete` fills in what the person is about to accept, such as the
 * total, before the rehearsal and in the form that the page holds.
 */
export type Check<Form> = {
  readonly view: string
  complete?(context: PageContext, form: Form): Promise<Form>
  /** Fills in what the rehearsal came to, for what the person then accepts to be exactly that. */
  accept?(form: Form, events: readonly Envelope[]): Form
  read(
    context: PageContext,
    events: readonly Envelope[],
  ): Promise<Readonly<Record<string, unknown>>>
}

/** What the page of a finished command says beyond its heading, its words and its steps. */
export type CommandResult = {
  /** In place of `done` or `notDone`: "Maria’s order is confirmed". */
  readonly heading?: string
  /** A line beneath the heading: "Order 1048 for £25.25". */
  readonly remark?: string
  /** What to know while it is not final, in place of the usual words. */
  readonly waiting?: string
  readonly links?: readonly Link[]
  /** Where the page leads back to, in place of the thing: the list that the task was begun in. */
  readonly back?: Link
  readonly facts?: Readonly<Record<string, unknown>>
  readonly panels?: unknown
  /** What it set going is under way: the page looks again until it is not. */
  readonly goesOn?: boolean
}

/** How an intent reads its result; `view` prints `panels` within the command page. */
export type ResultReader = {
  readonly view?: string
  read(context: PageContext, command: CommandView): Promise<CommandResult>
}

/** One task. Its name is the same string in file, link relation, form and test. */
export type Intent<Form, S, E extends DomainEvent, Q extends Queries> = {
  readonly name: string
  /** The link's words, e.g. "Top up the wallet". */
  readonly title: string
  /** The link's words for a role that would say it otherwise: visitors register themselves. */
  readonly titles?: Readonly<Record<string, string>>
  /** What it leads to, told above its form where the fields do not say it. */
  readonly intro?: string
  /** The button's words, e.g. "Record the top-up". */
  readonly submit: string
  /** What is under way while the command is not final, e.g. "Placing the order". */
  readonly doing: string
  /** The result's heading, e.g. "The order is confirmed". Filled like `refusals`. */
  readonly done: string
  /** The heading of any refusal, e.g. "Not ordered". */
  readonly notDone: string
  readonly on: Decider<E, S>
  /** True where it takes something away (cancels, closes, erases): its button is outlined in red. */
  readonly takesAway?: true
  /** True where the intent makes the thing: the new stream's id is the command's id. */
  readonly creates?: boolean
  /** The one stream of its kind, where there is only one: the clinic's. */
  readonly only?: string
  readonly by: Readonly<Record<string, Reach>>
  /** Codes of `closedFor` that do not stand against it: a closed record is still paid out. */
  readonly despite?: readonly string[]
  readonly fields: Fields<Form>
  /**
   * It tells of any page: every page links to it, and its fields `about`, `title` and `patient` begin with
   * that page's address, what it is called, and whose it is, where its reader may see it.
   */
  readonly tellsOfPage?: true
  /**
   * Whose thing a new stream is; its personal fields are sealed under that person's key. `id` is the
   * new stream's own, for things that are a person.
   */
  person?(data: Form, id: string): string | null
  /** Facts from the read models, read in the transaction by the worker and on its reader by the page. */
  reads?(asking: Asking<Form>): Q
  /** Options of fields whose lists come from the domain, by field name; asked by pages only. */
  choices?(asking: Asking<Form>): Readonly<Record<string, Query<readonly Option[]>>>
  /** Values a new form begins with, from the query string and the facts. */
  prefill?(asking: Asking<Form>, facts: Answers<Q>): Partial<Form>
  /** Event types that make a form stale when they came after the version shown; default: any. */
  readonly staleAfter?: readonly string[]
  /** Shows "Check your answers" first: a dry run of the same decision. */
  readonly checkFirst?: boolean
  /** What that page shows; without it, the answers as they were given. */
  readonly check?: Check<Form>
  /** What the page of the finished command shows besides the standard. */
  readonly result?: ResultReader
  needs?(state: S, context: Context<Answers<Q>>): Refusal | undefined
  decide(state: S, context: Context<Answers<Q>> & { readonly data: Form }): readonly E[] | Refusal
  /**
   * For what is dangerous: whoever sends it shows a factor that is at most five minutes old. The web asks
   * for it, in one place; the demo, where nobody signs in, does not.
   */
  readonly confirm?: 'fresh-factor'
  /**
   * Whoever does it without being signed in becomes the thing's person by it, who then chooses how to sign
   * in: an invitation that is accepted.
   */
  readonly joins?: true
  /** `by-process`: the command stays in progress until a process answers it. */
  readonly answered?: 'at-once' | 'by-process'
  /** The intent that takes it back, on the same target, with the receipt as its data. */
  readonly undoneBy?: string
  /** Enough to undo exactly this, and nothing more. */
  receipt?(events: readonly E[], data: Form): object
  readonly refusals: Readonly<Record<string, string>>
  readonly next: readonly string[]
}

/** An intent whose types are not known here; what registries hold and the kernel runs. */
export type AnyIntent = Omit<
  Intent<unknown, unknown, DomainEvent, Queries>,
  | 'on'
  | 'fields'
  | 'person'
  | 'reads'
  | 'choices'
  | 'prefill'
  | 'check'
  | 'needs'
  | 'decide'
  | 'receipt'
> & {
  readonly check?: Check<unknown>
  readonly on: AnyDecider
  readonly fields: Fields<unknown>
  person?(data: unknown, id: string): string | null
  reads?(asking: Asking<unknown>): Queries
  choices?(asking: Asking<unknown>): Readonly<Record<string, Query<readonly Option[]>>>
  prefill?(asking: Asking<unknown>, facts: unknown): object
  needs?(state: unknown, context: Context<unknown>): Refusal | undefined
  decide(
    state: unknown,
    context: Context<unknown> & { readonly data: unknown },
  ): readonly DomainEvent[] | Refusal
  receipt?(events: readonly DomainEvent[], data: unknown): object
}

/** States an intent; the form's type comes from its fields, the facts' from `reads`. */
export function intent<Form, S, const E extends DomainEvent, Q extends Queries>(
  definition: Intent<Form, S, E, Q>,
): Intent<Form, S, E, Q> {
  return definition
}

/** Forgets an intent's types, for registries. */
export function anyIntent<Form, S, E extends DomainEvent, Q extends Queries>(
  known: Intent<Form, S, E, Q>,
): AnyIntent {
  return known as unknown as AnyIntent
}
