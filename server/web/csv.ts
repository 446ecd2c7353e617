type Cell = string | number

// A spreadsheet takes text that begins like this for a formula.
const formulaLike = /^[=+\-@\t\r\0]/

function cell(value: Cell): string {
  if (typeof value === 'number') return String(value)
  const safe = formulaLike.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Rows as CSV (RFC 4180 §2), in UTF-8 with a mark, since spreadsheets guess otherwise. */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}
