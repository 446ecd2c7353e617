import * as z from 'zod'
import { type Extras, type Field, single } from '#kernel/field.ts'

/** The largest amount a form takes, in minor units: £999,999.99. */
const largest = 99_999_999

const amount = /^\p{Sc}?\s*(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d{1,2}))?$/u
const tooFine = /\.\d{3,}$/

/**
 * Minor units from what people type: "12", "12.5", "£12.50", "1,200.00". Nothing where it is not an
 * amount, or has a third decimal. A comma may only stand between thousands, so that "12,50" is not
 * read as twelve hundred and fifty.
 */
export function parseMoney(typed: string): number | undefined {
  const [, whole, decimals = ''] = amount.exec(typed.trim()) ?? []
  if (whole === undefined) return undefined
  return Number(whole.replaceAll(',', '')) * 100 + Number(decimals.padEnd(2, '0'))
}

/** The amount with its currency's sign, from minor units: "£1,200.00". */
export function formatMoney(minor: number, currency: string, locale = 'en-GB'): string {
  return formatterOf(currency, locale).format(minor / 100)
}

/** How `formatMoney` writes, prepared once for a page of many amounts. */
export function formatterOf(currency: string, locale = 'en-GB'): Intl.NumberFormat {
  const key = `${locale} ${currency}`
  const made =
    formatters.get(key) ??
    new Intl.NumberFormat(locale, { style: 'currency', currency, signDisplay })
  formatters.set(key, made)
  return made
}

// Nothing is not less than nothing: what was taken may be -0 once its sign was turned.
const signDisplay = 'negative'

// Making one costs as much as a small page.
const formatters = new Map<string, Intl.NumberFormat>()

/** The currency's sign as it stands before a field: "£". */
export function currencySign(currency: string, locale = 'en-GB'): string {
  const parts = formatterOf(currency, locale).formatToParts(0)
  return parts.find(({ type }) => type === 'currency')?.value ?? currency
}

/** The amount as a person would type it, from minor units: "1200.00". */
export function typedMoney(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, '0')
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

// Read once: asking for all of them costs more than a page.
const currencies = new Set(Intl.supportedValuesOf('currency'))

/** Whether a currency exists and is counted in hundredths, which all sums here are. */
export function isCurrency(code: string): boolean {
  if (!currencies.has(code)) return false
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions()
      .maximumFractionDigits === 2
  )
}

/**
 * An amount in minor units. More than nothing unless `limits.min` is 0. Takes any currency's sign and
 * reads it as the clinic's, which is the only one there is.
 */
export function moneyField(
  label: string,
  limits: { readonly min?: number; readonly max?: number } = {},
  extras: Extras = {},
): Field<number> {
  const { min = 1, max = largest } = limits
  const least =
    min <= 1 ? (min === 1 ? 'more than 0' : 'at least 0') : `at least ${typedMoney(min)}`
  return single<number>({
    input: { kind: 'money', label, inputMode: 'decimal', width: 'short' },
    schema: z
      .string()
      .refine((typed) => !tooFine.test(typed.trim()), {
        message: `${label} has at most two decimals, like 12.50.`,
        abort: true,
      })
      .refine((typed) => parseMoney(typed) !== undefined, {
        message: `${label} must be an amount like 12 or 12.50.`,
        abort: true,
      })
      .transform((typed) => parseMoney(typed) ?? 0)
      .pipe(
        z
          .number()
          .min(min, `${label} must be ${least}.`)
          .max(max, `${label} can be at most ${typedMoney(max)}.`),
      ),
    missing: 'Enter an amount, like 12.50.',
    show: typedMoney,
    extras,
  })
}
