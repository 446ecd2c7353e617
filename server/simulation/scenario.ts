export type Method = 'cash' | 'card' | 'transfer'

/** What people do with an order once it is confirmed. The nth of those with which it can be done, by turns. */
export type BenchTask =
  | { readonly task: 'prepare' | 'take-over' | 'unclaim'; readonly order: number }
  /** `missing` pieces of the first line; `lot`: the one to take of what comes in lots. */
  | {
      readonly task: 'ready'
      readonly order: number
      readonly missing: number
      readonly lot: 'soon' | 'late' | 'none'
    }
  | {
      readonly task: 'hand-over'
      readonly order: number
      readonly to: 'patient' | 'friend' | 'nobody'
    }
  | { readonly task: 'collect'; readonly order: number; readonly code: 'right' | 'wrong' }
  | { readonly task: 'new-code' | 'put-back'; readonly order: number }

/** What is done at the shelf; `off`: how many fewer are there than the books say, negative where more. */
export type ShelfTask =
  | {
      readonly task: 'count'
      readonly item: number
      readonly off: number
      readonly knowing: boolean
    }
  | { readonly task: 'write-off'; readonly item: number; readonly quantity: number }
  | { readonly task: 'recall'; readonly item: number }

/** What comes back of the nth order that was handed over. */
export type ReturnTask =
  | {
      readonly task: 'return'
      readonly order: number
      readonly quantity: number
      readonly sealed: boolean
      readonly refund: boolean
    }
  | { readonly task: 'remake'; readonly order: number; readonly charged: boolean }

/** What is done at the help desk about the nth of what is stuck, or was. */
export type DeskTask =
  | { readonly task: 'try-again'; readonly stuck: number; readonly later: boolean }
  | { readonly task: 'undo'; readonly stuck: number }
  | { readonly task: 'settle'; readonly stuck: number; readonly way: number }
  | { readonly task: 'take-case' | 'close-case' | 'reopen-case'; readonly stuck: number }

/**
 * What happens at the simulated clinic, as plain data: drawn from a seed, or written down by hand. Things
 * are named by counting (the third order so far), so that a step can be left out and the rest still makes
 * sense.
 */
export type Task =
  | BenchTask
  | ShelfTask
  | ReturnTask
  | DeskTask
  | {
      readonly task: 'top-up'
      readonly person: number
      readonly amount: number
      readonly method: Method
      readonly reference: string
      readonly second: boolean
    }
  | {
      readonly task: 'place'
      readonly person: number
      readonly lines: readonly { readonly item: number; readonly quantity: number }[]
      readonly total: 'right' | 'stale' | 'missing'
    }
  | { readonly task: 'cancel'; readonly order: number }
  | { readonly task: 'receive'; readonly item: number; readonly quantity: number }
  /** `days` from today; 0 is now. */
  | {
      readonly task: 'price'
      readonly item: number
      readonly price: number
      readonly days: number
    }
  | { readonly task: 'withdraw' | 'restore'; readonly item: number }
  | { readonly task: 'freeze'; readonly person: number; readonly knowing: boolean }
  | { readonly task: 'unfreeze'; readonly person: number }
  /** `ask`: whether a second person is asked where one is needed. Minor units. */
  | {
      readonly task: 'refund' | 'goodwill'
      readonly person: number
      readonly amount: number
      readonly ask: boolean
    }
  | { readonly task: 'pay-out'; readonly person: number; readonly amount: number }
  /** The nth movement of money so far; `gained` is what the wallet gains, negative where it loses. */
  | { readonly task: 'correct'; readonly movement: number; readonly gained: number }
  | { readonly task: 'decide'; readonly request: number; readonly approves: boolean }
  /** `over`: how much more than what is missing is paid in, in minor units. */
  | {
      readonly task: 'reorder'
      readonly order: number
      readonly over: number
      readonly method: Method
      readonly reference: string
    }
  | { readonly task: 'release'; readonly hold: number }
  /** `day` of May on which they were born. */
  | {
      readonly task: 'register'
      readonly name: string
      readonly day: number
      readonly hasEmail: boolean
    }
  /** The same command once more, or its id with other content. */
  | { readonly task: 'again' | 'twist'; readonly command: number }

export type TaskName = Task['task']

/** Who asks: a member of staff, the other dispenser, the patient concerned, another patient. */
export type Asker =
  | 'receptionist'
  | 'dispenser'
  | 'colleague'
  | 'manager'
  | 'practitioner'
  | 'own'
  | 'stranger'

export type Step =
  | { readonly do: 'ask'; readonly number: number; readonly by: Asker; readonly task: Task }
  /** One transaction: what was asked since the last, then so many steps of processes. */
  | { readonly do: 'work'; readonly steps: number; readonly answer: 'heard' | 'lost' }
  /** The clock jumps, backwards too; 0 means to what is due next. In ms. */
  | { readonly do: 'pass'; readonly ms: number }
  /** Time goes by, and all that comes due in it is carried out at its own time. In ms. */
  | { readonly do: 'wait'; readonly ms: number }
  /** So many statements from now the machine dies, or the disk is full, or a commit is uncertain. */
  | {
      readonly do: 'break'
      readonly how: 'crash' | 'full' | 'uncertain'
      readonly statements: number
    }

/** An intent that fails before it decides, for a part of its targets, at its first so many tries. */
export type FaultyIntent = {
  readonly intent: string
  /** It fails unless it is said to hang, to lose its answer, or to be refused. */
  readonly how?: 'fail' | 'hang' | 'lose' | 'refuse'
  readonly tries: number
  /** Of 256 targets, how many it strikes. */
  readonly share: number
}

export type Scenario = {
  readonly seed: number
  readonly faults: readonly FaultyIntent[]
  readonly steps: readonly Step[]
}
