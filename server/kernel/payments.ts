/** Something that is to be paid at the bank: the id that the bank knows it by, in minor units. */
export type Payment = { readonly id: string; readonly amount: number }

/** Where people pay online. */
export type Payments = {
  /** What the bank is called on pages. */
  readonly title: string
  /** The bank's page for a payment; it comes back to a path of ours when somebody is done there. */
  href(payment: Payment, backTo: string): string
}
