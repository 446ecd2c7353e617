import type { ChannelNames, Leased } from '#worker/outbox.ts'
import { handOver, type Postman } from '#worker/postman.ts'
import type { ToWriter } from './messages.ts'

// Whoever stops waits this long for mail on its way; what takes longer is sent again after the next start.
const endWaitMs = 5_000

/** The web's side of sending: here the outside is spoken to, while the writer goes on. */
export type PostDesk = {
  begin(postman: Postman): void
  /** Sends what the writer took out of the outbox. */
  hear(leased: readonly Leased[]): void
  /** Another writer took the place of one that died. */
  cameBack(): void
  /** Takes nothing more, and waits a moment for what is on its way. */
  end(): Promise<void>
}

export function openPostDesk(post: (message: ToWriter) => void): PostDesk {
  let sending: Postman | undefined
  const channelsOf = ({ channels }: Postman): ChannelNames => Object.keys(channels)
  const underWay = new Set<Promise<void>>()

  async function deliver(postman: Postman, leased: Leased): Promise<void> {
    const delivery = await handOver(postman, leased.message)
    post({ kind: 'delivered', delivered: [{ leased, delivery }] })
  }

  return {
    begin(postman) {
      sending = postman
      post({ kind: 'post-begins', channels: channelsOf(postman) })
    },
    hear(leased) {
      if (!sending) return
      for (const one of leased) {
        const way = deliver(sending, one).finally(() => underWay.delete(way))
        underWay.add(way)
      }
    },
    cameBack() {
      if (sending) post({ kind: 'post-begins', channels: channelsOf(sending) })
    },
    async end() {
      if (!sending) return
      sending = undefined
      post({ kind: 'post-ends' })
      const { promise, resolve } = Promise.withResolvers<void>()
      const limit = setTimeout(resolve, endWaitMs)
      await Promise.race([Promise.allSettled([...underWay]), promise])
      clearTimeout(limit)
    },
  }
}
