export const shortestPassword = 12
export const longestPassword = 128

/** Why a password is not taken. */
export type PasswordFault = 'short' | 'long' | 'common' | 'name'

const lookAlikes: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

// Read when the first password is chosen: 9 MB that nobody needs on most days.
let commonOnes: Promise<ReadonlySet<string>> | undefined

async function readCommon(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  return new Set(dictionary['passwords-common'])
}

const plain = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
const lettersOnly = (text: string) => text.replaceAll(/[^\p{L}\p{N}]/gu, '')

/**
 * What is left of a password without what people add to a common one: digits and signs around it, a
 * letter's look-alike, the whole of it twice.
 */
function stemsOf(password: string): readonly string[] {
  const bare = plain(password)
  const spoken = [...bare].map((sign) => lookAlikes[sign] ?? sign).join('')
  const found = [bare, spoken].flatMap((text) => {
    const trimmed = text.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
    return [text, lettersOnly(text), trimmed, lettersOnly(trimmed)]
  })
  return [...new Set(found.map(unrepeated))].filter((stem) => stem !== '')
}

/** "passwordpassword" is "password". */
function unrepeated(text: string): string {
  for (let length = 1; length <= text.length / 2; length += 1) {
    const part = text.slice(0, length)
    if (text.length % length === 0 && part.repeat(text.length / length) === text) return part
  }
  return text
}

/** "abcdefghijkl" and "123456789012" are no more than a rule. */
function isRow(text: string): boolean {
  const codes = [...text].map((sign) => sign.codePointAt(0) ?? 0)
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)))
  return steps.size === 1
}

/** Whether what remains beside a name's words is too little to be guessed at. */
function leansOn(name: string, password: string): boolean {
  const bare = lettersOnly(plain(password))
  const words = plain(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 3)
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), bare)
  return rest !== bare && rest.length < 8
}

/**
 * Why a password is not taken, or nothing. It is compared with a kept list of common ones, also by what
 * is left of it without its trimmings, and with the names and addresses around it.
 */
export async function refusedPassword(
  password: string,
  names: readonly string[],
): Promise<PasswordFault | undefined> {
  const length = [...password].length
  if (length < shortestPassword) return 'short'
  if (length > longestPassword) return 'long'
  commonOnes ??= readCommon()
  const common = await commonOnes
  const stems = stemsOf(password)
  if (stems.some((stem) => common.has(stem) || isRow(stem))) return 'common'
  return names.some((name) => leansOn(name, password)) ? 'name' : undefined
}
