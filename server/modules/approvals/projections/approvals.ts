import type { Envelope } from '#kernel/event.ts'
import { projection, type Write, write } from '#kernel/projection.ts'
import type { ApprovalEvents } from '../events.ts'

const decide = `UPDATE {approvals} SET state = ?, decided_by = ?, decided_at = ?, declined_because = ?
  WHERE request = ?`

function writes(event: Envelope<ApprovalEvents>): readonly Write[] {
  const { actor, at, stream } = event
  switch (event.type) {
    case 'ApprovalRequested': {
      const { request, intent, what, amount, beneficiary, reason } = event.data
      return [
        write(
          `INSERT INTO {approvals} (request, stream, intent, what, amount, beneficiary, reason, asked_by, asked_at,
             state, decided_by, decided_at, declined_because)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', NULL, NULL, '')`,
          request,
          stream,
          intent,
          what,
          amount,
          beneficiary,
          reason,
          actor,
          at,
        ),
      ]
    }
    case 'ApprovalGiven':
      return [write(decide, 'approved', actor, at, '', event.data.request)]
    case 'ApprovalDeclined':
      return [write(decide, 'declined', actor, at, event.data.reason, event.data.request)]
  }
}

/** Everything that a second person was asked to decide, whatever it is about. */
export const approvalsModel = projection({
  name: 'approvals',
  version: 1,
  mode: 'inline',
  types: ['ApprovalRequested', 'ApprovalGiven', 'ApprovalDeclined'],
  tables: {
    approvals: {
      columns: {
        request: 'text',
        stream: 'text',
        intent: 'text',
        what: 'text',
        amount: 'integer',
        beneficiary: 'text?',
        reason: 'text',
        asked_by: 'text',
        asked_at: 'integer',
        state: 'text',
        decided_by: 'text?',
        decided_at: 'integer?',
        declined_because: 'text',
      },
      key: ['request'],
      indexes: [
        ['state', 'asked_at'],
        ['state', 'decided_at'],
        ['stream', 'state'],
      ],
    },
  },
  apply: (event) => writes(event as Envelope<ApprovalEvents>),
})
