import type { AnyIntent } from './intent.ts'

/** What an intent is called to somebody of this role. */
export function titleFor(
  { title, titles = {} }: Pick<AnyIntent, 'title' | 'titles'>,
  role: string,
): string {
  return Object.hasOwn(titles, role) ? (titles[role] ?? title) : title
}
