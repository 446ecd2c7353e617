import type { Envelope } from '#kernel/event.ts'
import type { PageChanges } from '#kernel/page.ts'
import type { Store } from '#kernel/store.ts'

/** What came since a position of the log, as a page that is open tells it. */
export type Told = {
  /** The position up to which it is told. */
  readonly after: number
  readonly news: number
  readonly words: string
}

/** Somebody who has a page open and waits for what changes on it. */
export type Listener = {
  /** Hands a message over; false where nobody takes it any more. */
  tell(told: Told): boolean
  /** Says that we are still there; false as before. */
  beat(): boolean
  /** Nothing more will come: they may ask again. */
  end(): void
}

/** Who listens to what: from the position that their page showed, told up to `seen` already. */
export type Asked = {
  readonly who: string
  readonly changes: PageChanges
  readonly from: number
  readonly seen: number
}

/** Tells those who have a page open what changed on it. */
export type Changes = {
  /** What came after a position, or nothing where nothing did. */
  since(changes: PageChanges, after: number): Promise<Told | undefined>
  /** Listens. Answers how to stop, or nothing where too many do already. */
  listen(asked: Asked, listener: Listener): (() => void) | undefined
  /** How many listen now. */
  count(): number
}

/** After so many events they are not counted any more: whoever was away so long looks anyway. */
const countedMost = 500
const listenersMost = 200
const eachMost = 6
/** Commits that come together are told together. */
const gatheredMs = 300
/** A line that is silent for longer is cut by what stands between. */
const beatMs = 15_000
/** A listener is asked to come again after so long, so that who they are is looked at anew. */
const longestBeats = 20

type Waiting = Omit<Asked, 'seen'> & { readonly listener: Listener; seen: number; beats: number }

const counts = (changes: PageChanges, { type }: Envelope) =>
  changes.news.includes(type) || changes.others.includes(type)

/** Follows a store's commits for whoever listens; `stopping` ends them all. */
export function createChanges(parts: {
  readonly store: Store
  readonly stopping?: AbortSignal
}): Changes {
  const { store, stopping } = parts
  const waiting = new Set<Waiting>()
  let gathering: NodeJS.Timeout | undefined
  let beating: NodeJS.Timeout | undefined

  async function since(changes: PageChanges, after: number): Promise<Told | undefined> {
    const events = await store.log({ after, limit: countedMost, category: changes.of })
    const found = events.filter((event) => counts(changes, event))
    const last = found.at(-1)
    if (!last) return undefined
    const news = found.filter(({ type }) => changes.news.includes(type)).length
    return { after: last.position, news, words: changes.words(news) }
  }

  function leave(one: Waiting): void {
    waiting.delete(one)
    if (waiting.size > 0) return
    clearInterval(beating)
    clearTimeout(gathering)
    beating = undefined
    gathering = undefined
  }

  function dismiss(one: Waiting): void {
    leave(one)
    one.listener.end()
  }

  // Counted from what their page showed, not from what they were told last: a later message says it all.
  async function look(one: Waiting): Promise<void> {
    const told = await since(one.changes, one.from)
    if (!told || told.after <= one.seen || !waiting.has(one)) return
    one.seen = told.after
    if (!one.listener.tell(told)) dismiss(one)
  }

  function lookAll(): void {
    gathering = undefined
    // A store that cannot be read ends the conversation; whoever comes again is told why.
    for (const one of waiting) look(one).catch(() => dismiss(one))
  }

  function gather(): void {
    if (waiting.size > 0) gathering ??= setTimeout(lookAll, gatheredMs)
  }

  function beat(): void {
    for (const one of waiting) {
      one.beats += 1
      if (one.beats >= longestBeats || !one.listener.beat()) dismiss(one)
    }
  }

  store.onCommit((_, events) => {
    if (waiting.size === 0) return
    const concerns = ({ changes }: Waiting) => events?.some((event) => counts(changes, event))
    if (!events || waiting.values().some(concerns)) gather()
  })
  stopping?.addEventListener('abort', () => {
    for (const one of [...waiting]) dismiss(one)
  })

  return {
    since,
    listen(asked, listener) {
      const mine = waiting.values().filter(({ who }) => who === asked.who)
      const isFull = waiting.size >= listenersMost || mine.toArray().length >= eachMost
      if (isFull || stopping?.aborted) return undefined
      const one: Waiting = { ...asked, listener, beats: 0 }
      waiting.add(one)
      beating ??= setInterval(beat, beatMs).unref()
      // What came between the page and this request.
      gather()
      return () => leave(one)
    },
    count: () => waiting.size,
  }
}
