/** A label within a sentence: "Amount" → "amount", but "E-mail" and "VAT" as they are said. */
export function lower(label: string): string {
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label
}
