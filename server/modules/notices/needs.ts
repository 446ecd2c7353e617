import type { Need } from '#kernel/page.ts'
import { mapQuery, type Query } from '#kernel/query.ts'
import type { Say } from '#kernel/words.ts'
import { bouncedMail } from './projections/message-queries.ts'

/** How many are told one by one. */
const toldMax = 20

/** Mail that came back, for whoever can put the address right. */
export function bounceNeeds(role: string, say: Say): readonly Query<readonly Need[]>[] {
  if (role !== 'receptionist' && role !== 'manager') return []
  return [
    mapQuery(bouncedMail(toldMax), (bounced) =>
      bounced.map(
        ({ id, person, at }): Need => ({
          title: `Mail to ${say.name(person)} came back`,
          remark: `${say.moment(at).text}; correct the address or call`,
          href: `/messages/${id}`,
          tone: 'wait',
          icon: 'mail',
        }),
      ),
    ),
  ]
}
