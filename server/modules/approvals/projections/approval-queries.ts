import type { Option } from '#kernel/option.ts'
import { mapQuery, type Query, row, rows } from '#kernel/query.ts'

/** A request and what became of it. Amounts in minor units, times in ms; empty while nobody decided. */
export type ApprovalRow = {
  readonly request: string
  /** The thing it is about. */
  readonly stream: string
  readonly intent: string
  readonly what: string
  readonly amount: number
  readonly beneficiary: string | null
  readonly reason: string
  readonly askedBy: string
  readonly askedAt: number
  readonly state: 'open' | 'approved' | 'declined'
  readonly decidedBy: string | null
  readonly decidedAt: number | null
  readonly declinedBecause: string
}

const approval = `SELECT request, stream, intent, what, amount, beneficiary, reason, asked_by AS "askedBy",
  asked_at AS "askedAt", state, decided_by AS "decidedBy", decided_at AS "decidedAt",
  declined_because AS "declinedBecause" FROM {approvals}`

/** One request. */
export function approvalById(request: string): Query<ApprovalRow | undefined> {
  return row<ApprovalRow>(`${approval} WHERE request = ?`, request)
}

/** What waits for a second person, oldest first, at most so many. */
export function openApprovals(limit: number): Query<readonly ApprovalRow[]> {
  return rows<ApprovalRow>(
    `${approval} WHERE state = 'open' ORDER BY asked_at, request LIMIT ?`,
    limit,
  )
}

/** What was decided last, newest first, at most so many. */
export function decidedApprovals(limit: number): Query<readonly ApprovalRow[]> {
  return rows<ApprovalRow>(
    `${approval} WHERE state <> 'open' ORDER BY decided_at DESC, request LIMIT ?`,
    limit,
  )
}

/** The open requests about one thing, oldest first. */
export function approvalsOf(stream: string): Query<readonly ApprovalRow[]> {
  return rows<ApprovalRow>(
    `${approval} WHERE stream = ? AND state = 'open' ORDER BY asked_at, request`,
    stream,
  )
}

/** The open requests about a thing as choices of a list. */
export function approvalOptions(stream: string): Query<readonly Option[]> {
  return mapQuery(approvalsOf(stream), (open) =>
    open.map(({ request, what, reason }) => ({ value: request, text: `${what}: ${reason}` })),
  )
}
