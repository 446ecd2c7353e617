import { likeness } from '#values/name.ts'

// Letters that are letters of their own, not others with an accent, and how they are typed without them.
const plain: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}
const spelledOut: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' }

const replaced = (text: string, by: Readonly<Record<string, string>>) =>
  [...text].map((letter) => by[letter] ?? letter).join('')

const partsOf = (text: string) => text.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '')

/** A text in the letters that searches are made in: without case, accents, ligatures. */
export function searchable(text: string): string {
  return replaced(likeness(text), plain)
}

/** The words of a name as somebody may type them: "O’Brien-Müller" is obrien, brien, muller and mueller. */
export function searchWords(name: string): readonly string[] {
  const spellings = [name, replaced(name.normalize('NFC').toLowerCase(), spelledOut)]
  const words = spellings.flatMap((spelling) => {
    const typed = searchable(spelling)
    return [...partsOf(typed), ...partsOf(typed.replaceAll(/['’ʼ`]/g, ''))]
  })
  return [...new Set(words)]
}
