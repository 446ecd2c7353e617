/**
 * The text part of a mail, from its HTML. It knows what our own templates are made of and no more:
 * paragraphs, headings, lists, links. Blank lines part paragraphs; a link stands on a line of its own.
 */

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
}

function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|([a-z]{2,8}));/g, (whole, number: string, name: string) => {
    if (number) return String.fromCodePoint(Number(number))
    return Object.hasOwn(entities, name) ? (entities[name] ?? whole) : whole
  })
}

const link = /<a [^>]*?href="([^"]*)"[^>]*>([^<]*)<\/a>/g

/** The words of a link and its address beneath them, or the address alone where both are the same. */
function linkLines(_: string, address: string, words: string): string {
  return words.trim() === address ? `\n${address}\n` : `${words.trim()}:\n${address}\n`
}

/** What a reader of plain text gets of a mail's HTML. */
export function plainText(html: string): string {
  const body = /<body[^>]*>([\s\S]*)<\/body>/.exec(html)?.[1] ?? html
  const marked = body
    .replace(/\s+/g, ' ')
    .replace(link, linkLines)
    .replace(/<li[^>]*>/g, '\n- ')
    .replace(/<br ?\/?>/g, '\n')
    .replace(/<\/(?:p|h1|h2|ul|ol|div)>/g, '\n\n')
    .replace(/<[^>]*>/g, '')
  const lines = decode(marked)
    .split('\n')
    .map((line) => line.trim())
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`
}

/** The subject of a mail: the title of its HTML. */
export function subjectOf(html: string): string {
  const title = /<title>([\s\S]*?)<\/title>/.exec(html)?.[1] ?? ''
  return decode(title.replace(/\s+/g, ' ')).trim()
}
