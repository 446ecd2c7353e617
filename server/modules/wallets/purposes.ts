/** What something is called that money is held or taken for, where no more is known of it. */
export function purposeTitle(kind: string): string {
  return /^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`
}
