/** Which version of the clinic's terms is accepted at the desk now. It is kept with each record. */
export const termsVersion = '2026-11'

/** Below this age, in years, somebody else answers for a person. */
export const adultAge = 16
