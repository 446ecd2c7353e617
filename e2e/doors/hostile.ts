import type { Property } from './forms.ts'

/** What is typed, and whether any field may take it. */
export type Hostile = { readonly name: string; readonly value: string; readonly never?: true }

export const markup = '<script>alert(1)</script>"\'><img src=x onerror=alert(2)>'

/** Things people, programs and attackers type. `never` is what no field of ours keeps. */
export const hostileValues: readonly Hostile[] = [
  { name: 'nothing', value: '' },
  { name: 'spaces', value: '   ' },
  { name: 'too long', value: 'x'.repeat(5_000), never: true },
  { name: 'a control character', value: 'bell\u0007', never: true },
  { name: 'a null character', value: 'null\u0000', never: true },
  { name: 'half a character', value: 'half\ufffd', never: true },
  { name: 'emoji', value: '👩🏽‍⚕️ 🧦' },
  { name: 'right-to-left text', value: 'שלום عالم' },
  { name: 'an override of direction', value: 'abc\u202edcba' },
  { name: 'markup', value: markup },
  { name: 'a template', value: '{{ 7 * 7 }}<% 7 * 7 %>{% raw %}' },
  { name: 'a statement', value: "'; DROP TABLE events; --" },
  { name: '__proto__', value: '__proto__' },
  { name: 'constructor', value: 'constructor' },
  { name: 'a huge number', value: '99999999999999999999' },
  { name: 'a negative number', value: '-1' },
  { name: 'a number without end', value: '1e309' },
  { name: 'no number', value: 'NaN' },
  { name: 'a fraction', value: '0.001' },
  { name: 'hexadecimal', value: '0x10' },
  { name: 'a path', value: '../../etc/passwd' },
  { name: 'an unknown id', value: '01a12efb-8d00-7fff-8fff-ffffffffffff' },
]

const numeric = new Set(['amount', 'price', 'total'])
const isNumber = ({ name, type }: Property) => type === 'number' || numeric.has(name)

/**
 * Whether a field would be wrong to take a value: what no field keeps, anything outside a list, and in
 * a number whatever is none. Ids have the form of ids; whether they are known is the domain's to say.
 */
export function isWrong(field: Property, { name, value, never }: Hostile): boolean {
  if (value.trim() === '') return false
  if (never) return true
  if (field.options) return name !== 'an unknown id'
  return isNumber(field)
}
