import type { RawForm } from '#kernel/field.ts'
import { endOfDay, isDay, startOfDay } from '#values/local-time.ts'
import { type Account, isAccount } from './accounts.ts'
import type { Mark, Narrowed } from './ledger-queries.ts'

/** What is asked of the books, as typed; what makes no sense there is left out and said. */
export type Asked = {
  readonly account: Account | undefined
  readonly wallet: string | undefined
  readonly from: string
  readonly to: string
  readonly problem: string | undefined
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

function problemOf(from: string, to: string): string | undefined {
  if (from !== '' && !isDay(from)) {
    return 'The first day is no day of the calendar. Write it like 2026-11-01.'
  }
  if (to !== '' && !isDay(to)) {
    return 'The last day is no day of the calendar. Write it like 2026-11-30.'
  }
  if (from !== '' && to !== '' && from > to) {
    return 'The first day is after the last. Choose an earlier first day or a later last one.'
  }
  return undefined
}

/** Reads what was asked for from an address. */
export function askedOf(query: RawForm): Asked {
  const { account = '', wallet = '' } = query
  const [from, to] = [query['from']?.trim() ?? '', query['to']?.trim() ?? '']
  return {
    account: isAccount(account) ? account : undefined,
    wallet: uuid.test(wallet) ? wallet : undefined,
    from,
    to,
    problem: problemOf(from, to),
  }
}

/** The same as times: days are the clinic's, both included. */
export function narrowedBy({ account, wallet, from, to, problem }: Asked, zone: string): Narrowed {
  const isTimed = problem === undefined
  return {
    ...(account ? { account } : {}),
    ...(wallet ? { person: wallet } : {}),
    ...(isTimed && from !== '' ? { from: startOfDay(from, zone) } : {}),
    ...(isTimed && to !== '' ? { to: endOfDay(to, zone) } : {}),
  }
}

/** The address of postings, with some of it changed. */
export function postingsHref(asked: Partial<Asked>, more: Readonly<Record<string, string>> = {}) {
  const { account, wallet, from = '', to = '' } = asked
  const parts = { account: account ?? '', wallet: wallet ?? '', from, to, ...more }
  const given = Object.entries(parts).filter(([, value]) => value !== '')
  return given.length === 0 ? '/ledger/postings' : `/ledger/postings?${new URLSearchParams(given)}`
}

/** A place in the books as an address has it: `after=12.2`, or `before=12.2` for what is newer. */
export function markOf(query: RawForm): Mark | undefined {
  const [way, typed] = query['newer']
    ? (['back', query['newer']] as const)
    : (['on', query['older'] ?? ''] as const)
  const [, position, line] = /^(\d{1,15})\.(\d{1,3})$/.exec(typed) ?? []
  return position ? { position: Number(position), line: Number(line), way } : undefined
}
