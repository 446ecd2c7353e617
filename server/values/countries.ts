/**
 * How telephone numbers are written within a country: its calling code, and what is dialled before a
 * number inside the country and left out from abroad (ITU-T E.164, E.123). Italy keeps its 0.
 */
export type Country = { readonly calling: string; readonly trunk: string }

const list = `
AR 54 0|AT 43 0|AU 61 0|BE 32 0|BG 359 0|BR 55 0|CA 1 1|CH 41 0|CL 56|CN 86 0|CY 357|CZ 420|DE 49 0|DK 45
EE 372|EG 20 0|ES 34|FI 358 0|FR 33 0|GB 44 0|GR 30|HK 852|HR 385 0|HU 36 06|IE 353 0|IL 972 0|IN 91 0
IS 354|IT 39|JP 81 0|KE 254 0|KR 82 0|LT 370 0|LU 352|LV 371|MT 356|MX 52|MY 60 0|NG 234 0|NL 31 0|NO 47
NZ 64 0|PH 63 0|PL 48|PT 351|RO 40 0|RS 381 0|SE 46 0|SG 65|SI 386 0|SK 421 0|TH 66 0|TR 90 0|TW 886 0
UA 380 0|US 1 1|ZA 27 0`

const countries: ReadonlyMap<string, Country> = new Map(
  list
    .trim()
    .split(/[|\n]/)
    .map((entry) => {
      const [code = '', calling = '', trunk = ''] = entry.split(' ')
      return [code, { calling, trunk }]
    }),
)

/** The country by its ISO 3166 code, where its telephone numbers are known. */
export function countryOf(code: string): Country | undefined {
  return countries.get(code)
}

/** All known countries, by name, for a list to choose from. */
export function countryOptions(locale = 'en-GB'): readonly { value: string; text: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  return [...countries.keys()]
    .map((value) => ({ value, text: names.of(value) ?? value }))
    .sort((a, b) => a.text.localeCompare(b.text, locale))
}
