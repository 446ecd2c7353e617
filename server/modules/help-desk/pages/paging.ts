type Way = { readonly href: string; readonly title: string }

/** How many cases stand on one page. */
export const pageLength = 50

/** Which page of a list is asked for, and the ways to those beside it; `at` ends where `page=` belongs. */
export function pageOf(typed: string | undefined, count: number, at: string) {
  const last = Math.max(1, Math.ceil(count / pageLength))
  const page = Math.min(/^[1-9]\d{0,5}$/.test(typed ?? '') ? Number(typed) : 1, last)
  const links: { readonly back?: Way; readonly on?: Way } = {
    ...(page > 1 ? { back: { href: `${at}page=${page - 1}`, title: 'Previous' } } : {}),
    ...(page < last ? { on: { href: `${at}page=${page + 1}`, title: 'Next' } } : {}),
  }
  return { skip: (page - 1) * pageLength, links }
}
