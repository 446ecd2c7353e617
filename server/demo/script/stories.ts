/** What a wallet comes to, in minor units: `paidIn` = `held` + `free` and what was taken. */
export type WalletStory = { readonly paidIn: number; readonly held: number; readonly free: number }

/** Somebody of the demo whom visitors meet by name. */
export type StoryPerson = {
  readonly key: string
  readonly given: string
  readonly family: string
  readonly age: number
  /** The birthday, MM-DD. */
  readonly birthday: string
  readonly phone: string
  readonly wallet: WalletStory
  /** Whether a visitor can sit in for them. */
  readonly canSit: boolean
  readonly guardian?: string
  readonly noEmail?: string
  /** The open day before the last on which the desk registered them; else they were on the old list. */
  readonly joined?: number
}

type Birth = readonly [age: number, birthday: string]
type Extras = Partial<Pick<StoryPerson, 'canSit' | 'guardian' | 'noEmail' | 'joined'>>

function person(
  key: string,
  [given, family]: readonly [string, string],
  [age, birthday]: Birth,
  phone: string,
  [paidIn, held, taken = 0]: readonly [paidIn: number, held: number, taken?: number],
  extras: Extras = {},
): StoryPerson {
  const wallet = { paidIn, held, free: paidIn - held - taken }
  return { key, given, family, age, birthday, phone, wallet, canSit: true, ...extras }
}

const chloesPhone = '07700 900451'

/** The people with a story. Their wallets are compared with this table once the demo is made. */
export const stories: readonly StoryPerson[] = [
  // Bands and a tape were handed over to her.
  person('maria', ['Maria', 'Santos'], [69, '03-14'], '07700 900142', [15000, 0, 2295]),
  // Support socks cost £19.50: whoever orders them for her hears that £3.20 are missing.
  person('aisha', ['Aisha', 'Rahman'], [31, '08-02'], '07700 900263', [1630, 0]),
  // Ready for six days; he has the code 482 913.
  person('peter', ['Peter', 'Novak'], [58, '01-27'], '07700 900318', [4000, 2375]),
  // Two creams are paid for but could not be reserved: there is a case.
  person('liam', ['Liam', 'Fox'], [44, '10-09'], '07700 900377', [3000, 1820]),
  // His insoles were a size too small: they are made again, and cost nothing.
  person('daniel', ['Daniel', 'Kim'], [37, '05-21'], '07700 900405', [9000, 0, 8500]),
  person('chloe', ['Chloe', 'Brennan'], [39, '12-03'], chloesPhone, [4000, 0]),
  // Frozen after a dispute: what is there can be seen but not used.
  person('sofia', ['Sofia', 'Marino'], [52, '07-18'], '07700 900486', [5000, 0]),
  person('yusuf', ['Yusuf', 'Demir'], [27, '02-11'], '07700 900522', [0, 0]),
  person('hannah', ['Hannah', 'Osei'], [33, '09-30'], '07700 900570', [0, 0], { joined: 3 }),
  person('george', ['George', 'Whitlock'], [78, '04-06'], '07700 900604', [2500, 2500]),
  // One birth date and one given name: perhaps the old list had her twice.
  person('ruth-a', ['Ruth', 'Abernathy'], [63, '06-15'], '07700 900648', [0, 0], { canSit: false }),
  person('ruth-e', ['Ruth', 'Abernethy'], [63, '06-15'], '07700 900659', [0, 0], { canSit: false }),
  person('ellie', ['Ellie', 'Brennan'], [8, '02-25'], chloesPhone, [0, 0], {
    guardian: 'chloe',
    noEmail: 'She is eight; her mother reads the mail.',
    joined: 10,
    canSit: false,
  }),
  // George's daughter, who looks after what is his.
  person('judith', ['Judith', 'Whitlock'], [49, '10-17'], '07700 900611', [0, 0]),
]
