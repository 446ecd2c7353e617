/** Who asked something, to be told once. */
export type Asker<Answer> = {
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: Error) => void
}

/** Questions to another thread that wait for their answers, each found by its number. */
export type Questions<One> = {
  /** Keeps who asked; answers the number to ask under. */
  keep(asker: One): number
  /** Tells who asked under a number; nothing happens where that was another's question, or was answered. */
  answer(ask: number, tell: (asker: One) => void): void
  /** Who has waited longest. */
  oldest(): One | undefined
  count(): number
  /** Takes all askers out, in the order they came: they will be told otherwise. */
  takeAll(): readonly One[]
}

/** Numbers from 1 on, for all kinds of questions that are asked of one thread. */
export function numbers(): () => number {
  let last = 0
  return () => {
    last += 1
    return last
  }
}

/** Keeps the questions of one kind. */
export function questions<One>(nextNumber: () => number): Questions<One> {
  const asked = new Map<number, One>()
  return {
    keep(asker) {
      const number = nextNumber()
      asked.set(number, asker)
      return number
    },
    answer(ask, tell) {
      const asker = asked.get(ask)
      if (asker === undefined) return
      asked.delete(ask)
      tell(asker)
    },
    oldest: () => asked.values().next().value,
    count: () => asked.size,
    takeAll() {
      const all = [...asked.values()]
      asked.clear()
      return all
    },
  }
}
