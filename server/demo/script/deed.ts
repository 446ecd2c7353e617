/** The id of a thing that was made earlier, by its key in the script. Throws for an unknown one. */
export type IdOf = (key: string) => string

/** What the mailed link of a label carries. */
export type SecretFor = (label: string) => string

/** How a deed is to end; anything else means that script and domain no longer agree. */
export type Ending = 'succeeded' | 'in-progress' | { readonly rejected: string }

/** One command of the script: who asks for what, on which thing, and when (ms). */
export type Deed = {
  readonly at: number
  readonly by: string
  readonly intent: string
  /** The key of the thing it is on; absent where it makes one. */
  readonly on?: string
  /** The key under which the thing it makes is known from here on. */
  readonly makes?: string
  readonly ends: Ending
  data(idOf: IdOf, secretFor: SecretFor): object
}
