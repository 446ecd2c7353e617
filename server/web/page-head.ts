/** What the layout wants to know of a page. */
export type PageHead = {
  readonly title: string
  readonly heading?: string
  readonly lead?: string
  readonly back?: { readonly href: string; readonly title: string }
  readonly error?: boolean
  readonly width?: 'form'
}
