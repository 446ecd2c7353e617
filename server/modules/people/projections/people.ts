import { type Envelope, idOf } from '#kernel/event.ts'
import { projection, type Write, write } from '#kernel/projection.ts'
import { fullName, likeness } from '#values/name.ts'
import { searchable, searchWords } from '#values/search-words.ts'
import type { Detail, PersonEvents } from '../events.ts'

const columns =
  'id, given, family, name, dob, phone, email, guardian, another_than, given_like, family_like, status'
// A record's number is the next one: counted by position, so that a rebuild counts the same.
const insertPerson = `INSERT INTO {people} (${columns}, number)
  SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', COALESCE(MAX(number), 10000) + 1 FROM {people}`
const rename = `UPDATE {people} SET given = COALESCE(?, given), family = COALESCE(?, family),
  given_like = COALESCE(?, given_like), family_like = COALESCE(?, family_like) WHERE id = ?`
const joinName = `UPDATE {people} SET name = TRIM(COALESCE(given, '') || ' ' || COALESCE(family, '')) WHERE id = ?`
const setDob = 'UPDATE {people} SET dob = ? WHERE id = ?'
const setEmail = 'UPDATE {people} SET email = ? WHERE id = ?'
const insertWord =
  'INSERT INTO {people_words} (word, person, part) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'
const dropWords = 'DELETE FROM {people_words} WHERE person = ? AND part = ?'
const dropAllWords = 'DELETE FROM {people_words} WHERE person = ?'
const forget = `UPDATE {people} SET given = NULL, family = NULL, name = NULL, dob = NULL, phone = NULL, email = NULL,
  guardian = NULL, given_like = '', family_like = '', status = 'erased' WHERE id = ?`
const setGuardian = 'UPDATE {people} SET guardian = ? WHERE id = ?'
const setStatus = 'UPDATE {people} SET status = ? WHERE id = ?'
// Whoever was folded into the record that is now folded in itself belongs to the last of them.
const fold = `UPDATE {people} SET merged_into = ?, status = 'merged' WHERE id = ? OR merged_into = ?`
const moveWards = 'UPDATE {people} SET guardian = ? WHERE guardian = ?'

const dropAlike = 'DELETE FROM {people_alike} WHERE one = ? OR other = ?'
// Each time somebody's name or birth date is written, so that nobody has to look through everybody.
const findAlike = `INSERT INTO {people_alike} (one, other) SELECT o.id, p.id FROM {people} p JOIN {people} o
    ON o.dob = p.dob AND o.given_like = p.given_like AND o.id <> p.id
  WHERE p.id = ? AND p.dob <> '' AND p.given_like <> '' ON CONFLICT DO NOTHING`

const alike = (id: string): readonly Write[] => [write(dropAlike, id, id), write(findAlike, id)]

type Part = 'given' | 'family' | 'email'

/** The words by which somebody is found, in the clear only here: they go when the person is erased. */
function findBy(person: string, part: Part, text: string | null): readonly Write[] {
  const words =
    part === 'email' ? [searchable(text ?? '')].filter(Boolean) : searchWords(text ?? '')
  return [
    write(dropWords, person, part),
    ...words.map((word) => write(insertWord, word, person, part)),
  ]
}

function registered(id: string, data: DataOfRegistered): readonly Write[] {
  return [
    write(
      insertPerson,
      id,
      data.given,
      data.family,
      fullName(data.given, data.family),
      data.dob,
      data.phone,
      data.email,
      data.guardian,
      data.anotherThan,
      likeness(data.given ?? ''),
      likeness(data.family ?? ''),
    ),
    ...findBy(id, 'given', data.given),
    ...findBy(id, 'family', data.family),
    ...findBy(id, 'email', data.email),
    ...alike(id),
  ]
}

type DataOfRegistered = Extract<PersonEvents, { type: 'PersonRegistered' }>['data']

// What is null was erased meanwhile; there is nothing to write.
function corrected(id: string, field: Detail, to: string | null): readonly Write[] {
  if (to === null) return []
  if (field === 'date of birth') return [write(setDob, to, id), ...alike(id)]
  const given = field === 'given name'
  const name = given
    ? write(rename, to, null, likeness(to), null, id)
    : write(rename, null, to, null, likeness(to), id)
  return [name, write(joinName, id), ...findBy(id, given ? 'given' : 'family', to), ...alike(id)]
}

function emailChanged(id: string, email: string | null): readonly Write[] {
  return email === null ? [] : [write(setEmail, email, id), ...findBy(id, 'email', email)]
}

/** Who is registered, and the words by which they are found. What is personal is empty once erased. */
export const peopleModel = projection({
  name: 'people',
  version: 4,
  mode: 'inline',
  types: [
    'PersonRegistered',
    'PersonWithdrawn',
    'PersonDetailsCorrected',
    'EmailChanged',
    'GuardianSet',
    'GuardianEnded',
    'RecordsMerged',
    'RecordClosed',
    'RecordReopened',
    'PersonErased',
  ],
  tables: {
    people: {
      columns: {
        id: 'text',
        number: 'integer',
        given: 'text?',
        family: 'text?',
        name: 'text?',
        dob: 'text?',
        phone: 'text?',
        email: 'text?',
        guardian: 'text?',
        another_than: 'text?',
        status: 'text',
        merged_into: 'text?',
        given_like: 'text',
        family_like: 'text',
      },
      key: ['id'],
      indexes: [
        ['family_like', 'given_like', 'id'],
        ['dob'],
        ['number'],
        ['phone'],
        ['guardian'],
        ['merged_into'],
      ],
    },
    people_alike: {
      columns: { one: 'text', other: 'text' },
      key: ['one', 'other'],
      indexes: [['other']],
    },
    people_words: {
      columns: { word: 'text', person: 'text', part: 'text' },
      key: ['word', 'person', 'part'],
      indexes: [['person', 'part']],
    },
  },
  apply(event) {
    const { type, stream, data } = event as Envelope<PersonEvents>
    const id = idOf(stream)
    switch (type) {
      case 'PersonRegistered':
        return registered(id, data)
      case 'PersonWithdrawn':
        return [
          write('DELETE FROM {people} WHERE id = ?', id),
          write(dropAllWords, id),
          write(dropAlike, id, id),
        ]
      case 'PersonDetailsCorrected':
        return corrected(id, data.field, data.new)
      case 'EmailChanged':
        return emailChanged(id, data.email)
      case 'GuardianSet':
        return [write(setGuardian, data.guardian, id)]
      case 'GuardianEnded':
        return [write(setGuardian, null, id)]
      case 'RecordsMerged':
        return [
          write(fold, data.into, id, id),
          write(moveWards, data.into, id),
          // It is found under the record that was kept.
          write(dropAllWords, id),
          write(dropAlike, id, id),
        ]
      case 'RecordClosed':
        return [write(setStatus, 'closed', id)]
      case 'RecordReopened':
        return [write(setStatus, 'open', id)]
      case 'PersonErased':
        return [write(forget, id), write(dropAllWords, id), write(dropAlike, id, id)]
      default:
        return []
    }
  },
})
