/** What a machine asked for by `Prefer` (RFC 7240): to wait so many seconds, or not at all. */
export type Preference = {
  readonly waitS: number | undefined
  readonly respondAsync: boolean
}

const waitMaxS = 10

/** Reads the header; what is not understood is passed over (RFC 7240 §2). */
export function preferenceOf(header: string | undefined): Preference {
  const parts = (header ?? '')
    .split(',')
    .map((part) => part.split(';')[0]?.trim().toLowerCase() ?? '')
  const wait = parts
    .map((part) => /^wait\s*=\s*"?(\d{1,4})"?$/.exec(part)?.[1])
    .find((one) => one !== undefined)
  return {
    waitS: wait === undefined ? undefined : Math.min(Number(wait), waitMaxS),
    respondAsync: parts.includes('respond-async'),
  }
}

/** The answer's `Preference-Applied` (RFC 7240 §3), or nothing. */
export function applied({ waitS, respondAsync }: Preference): string | undefined {
  const parts = [
    ...(respondAsync ? ['respond-async'] : []),
    ...(waitS === undefined ? [] : [`wait=${waitS}`]),
  ]
  return parts.length === 0 ? undefined : parts.join(', ')
}
