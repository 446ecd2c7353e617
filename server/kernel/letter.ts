/** Who a letter is from or to. Apart, since in one text a comma would add another. */
export type LetterAddress = { readonly name: string; readonly address: string }

/** A message as mail: what is sent, or would be. */
export type Letter = {
  readonly from: LetterAddress
  readonly to: LetterAddress
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Where its link leads, the secret included; null where it has none, or where it is kept from the reader. */
  readonly link: string | null
}

/** Messages as they are sent. */
export type Letters = {
  /** Whether mail leaves at all: the demo sends nothing, and a clinic needs a mail server. */
  readonly sends: boolean
  /** A message as mail; nothing where it is unknown, or its person was erased. */
  read(message: string, link: 'shown' | 'kept'): Promise<Letter | undefined>
}
