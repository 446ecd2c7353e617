import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { Actor } from '#kernel/event.ts'
import { register } from '#kernel/registry.ts'
import { storyId, storyTime } from '#kernel/story.ts'
import { clinicStream } from '#modules/clinic/published.ts'
import { messageStream, type SendMessage } from '#modules/notices/published.ts'
import { type LocalStore, openLocalStore } from '#store/sqlite/local-store.ts'
import { readMigrations } from '#store/sqlite/migrate.ts'
import { machineRandom } from '#store/sqlite/random.ts'
import { createViews, projectFolders } from '#web/views.ts'
import type { Channel } from '#worker/outbox.ts'
import { deliverDue } from '#worker/postman.ts'
import { modules } from '../modules.ts'
import { openPost } from '../post/opening.ts'

/** A clinic that sends mail, in a real store under a clock that stands still until it is moved. */
export type TriedPost = {
  readonly store: LocalStore
  readonly clock: { at: number }
  readonly folder: string
  /** Writes to somebody outside, under the number of the message. */
  write(number: number, more?: Partial<SendMessage>): Promise<void>
  /** Hands a command to the store. */
  command(intent: string, target: string, data: object, actor: Actor): Promise<string>
  /** Sends all that is due now, by SMTP or the channel given, and answers how each then stands. */
  deliver(mail?: Channel): Promise<readonly (string | undefined)[]>
  /** The types of a message's events. */
  toldOf(number: number): Promise<readonly string[]>
}

export const system: Actor = { id: 'system:tried', role: 'system', onBehalfOf: null }
const ada: Actor = { id: storyId(90), role: 'admin', onBehalfOf: null }

const views = createViews(projectFolders)
const root = join(import.meta.dirname, '..', '..')

const settings = {
  name: 'Harbour Lane Clinic',
  shortName: '',
  zone: 'Europe/London',
  currency: 'GBP',
  country: 'GB',
  phone: '01632 960140',
  hours: 'Mon to Fri',
  closedDays: [],
  sender: 'desk@harbour-lane.example.org',
  firstAdmin: 'Ada Lindqvist',
  adminEmail: '',
  demo: false,
}

/** Opens such a clinic, on a new folder unless one is given; taken away when the test ends. */
export async function openTriedPost(
  context: TestContext,
  smtpUrl: string | undefined,
  more: { readonly folder?: string; readonly at?: number } = {},
): Promise<TriedPost> {
  const folder = more.folder ?? mkdtempSync(join(tmpdir(), 'frontdesk-post-'))
  const clock = { at: more.at ?? storyTime }
  const store = openLocalStore({
    folder,
    registry: register(modules),
    migrations: readMigrations(join(root, 'migrations')),
    clock: () => clock.at,
    random: machineRandom(),
  })
  context.after(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const { channels } = openPost({
    store,
    render: views.render,
    clock: () => clock.at,
    publicUrl: new URL('https://desk.example.org'),
    smtpUrl,
    demo: false,
  })
  let last = 500
  const { outbox } = store.writer
  const kept = {
    lease: outbox.lease,
    settle: (told: Parameters<typeof outbox.settle>[0]) => outbox.settle(told).states,
  }
  const tried: TriedPost = {
    store,
    clock,
    folder,
    async command(intent, target, data, actor) {
      last += 1
      const id = storyId(last)
      await store.submit({ id, intent, target, actor, data })
      const command = await store.command(id)
      return command?.outcome.code ?? command?.outcome.error ?? command?.state ?? 'lost'
    },
    async write(number, given = {}) {
      const data: SendMessage = {
        person: storyId(700 + number),
        kind: 'account',
        template: 'staff-invitation',
        to: `someone-${number}@example.org`,
        facts: { by: ada.id, as: 'receptionist', until: storyTime },
        link: { path: '/staff/1/accept-invitation', secret: `invitation:${storyId(number)}` },
        ...given,
      }
      await tried.command('send-message', messageStream(storyId(number)), data, system)
    },
    async deliver(mail) {
      const postman = {
        channels: mail ? { mail } : channels,
        timeLimit: () => AbortSignal.timeout(5_000),
      }
      const posted = await deliverDue(kept, postman, 50)
      store.settleAll()
      return posted.map(({ state }) => state)
    },
    async toldOf(number) {
      const events = await store.stream(messageStream(storyId(number)))
      return events.map(({ type }) => type)
    },
  }
  if (!more.folder) await tried.command('set-up-clinic', clinicStream, settings, ada)
  return tried
}
