import { type Envelope, idOf } from '#kernel/event.ts'
import { projection, type Write, write } from '#kernel/projection.ts'
import type { PersonEvents } from '../events.ts'

/** Who was named to act for whom, and for what. A link that ended is gone from here. */
export const proxiesModel = projection({
  name: 'proxies',
  version: 1,
  mode: 'inline',
  types: ['ProxyNamed', 'ProxyEnded', 'RecordsMerged', 'PersonErased'],
  tables: {
    proxies: {
      columns: {
        link: 'text',
        person: 'text',
        proxy: 'text?',
        name: 'text?',
        phone: 'text?',
        may: 'text',
        until: 'text',
      },
      key: ['link'],
      indexes: [['person'], ['proxy']],
    },
  },
  apply: (event) => writes(event as Envelope & PersonEvents),
})

const forget = 'DELETE FROM {proxies} WHERE person = ? OR proxy = ?'

function writes(event: Envelope & PersonEvents): readonly Write[] {
  switch (event.type) {
    case 'ProxyNamed': {
      const { link, proxy, name, phone, may, until } = event.data
      return [
        write(
          'INSERT INTO {proxies} (link, person, proxy, name, phone, may, until) VALUES (?, ?, ?, ?, ?, ?, ?)',
          link,
          idOf(event.stream),
          proxy,
          name,
          phone,
          may.join(' '),
          until,
        ),
      ]
    }
    case 'ProxyEnded':
      return [write('DELETE FROM {proxies} WHERE link = ?', event.data.link)]
    case 'RecordsMerged': {
      const [from, { into }] = [idOf(event.stream), event.data]
      return [
        write('UPDATE {proxies} SET person = ? WHERE person = ?', into, from),
        write('UPDATE {proxies} SET proxy = ? WHERE proxy = ?', into, from),
      ]
    }
    case 'PersonErased':
      return [write(forget, idOf(event.stream), idOf(event.stream))]
    default:
      return []
  }
}
