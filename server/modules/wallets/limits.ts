/** The most that a receptionist refunds without a manager, in minor units. */
export const refundLimit = 2_500

/** Goodwill and corrections above this need a second person, in minor units. */
export const secondPersonAbove = 10_000
