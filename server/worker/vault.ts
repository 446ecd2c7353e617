/**
 * Seals personal fields under a key per person. `place` is bound to the sealed bytes, so that they open
 * only where they were written.
 */
export type Vault = {
  /** Makes the person's key if there is none yet; it becomes durable with `flush`. */
  seal(person: string, place: string, plain: string): Uint8Array
  /** The plain text, or null once the person's key is destroyed. */
  unseal(person: string, place: string, sealed: Uint8Array): string | null
  /** Whether the person's key was destroyed, so that nothing can be sealed for them any more. */
  isDestroyed(person: string): boolean
  /** Destroys the person's key for good, at a time in ms; durable when it returns. */
  destroy(person: string, at: number): void
  /** A keyed digest, so that stored digests of personal text tell nothing once the key is gone. */
  digest(person: string | null, text: string): Uint8Array
  /**
   * What nobody can guess who does not hold the master key, and the same each time: what a mailed link
   * carries, so that nothing secret lies in the log. 43 characters that need no escaping in a URL.
   */
  secretFor(label: string): string
  /** Makes new keys durable; called before the commit of the first event that uses them. */
  flush(): void
  /** Forgets new keys of a batch that was rolled back. */
  discard(): void
}
