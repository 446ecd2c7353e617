// Every field of every form that anybody is offered, filled with what it was never meant for.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Clinic, openClinic } from '../serve.ts'
import { fieldsOf, formsOf, type OfferedForm, type Property, plainAnswers } from './forms.ts'
import { type Hostile, hostileValues, isWrong, markup } from './hostile.ts'
import { type Answer, hal, type Machine, pick, read, takeSeat } from './machine.ts'

const seats = ['sam', 'nora', 'kofi', 'ada', 'amara', 'maria']

let clinic: Clinic
let forms: readonly OfferedForm[]
let requests = 0

before(async () => {
  clinic = await openClinic()
  const all: OfferedForm[] = []
  for (const seat of seats) all.push(...(await formsOf(await takeSeat(clinic.url, seat))))
  forms = [...new Map(all.map((form) => [form.intent, form])).values()]
})
after(() => clinic.stop())

// Each request is a session of its own in the same seat, since a session is held to ten a second.
const session = ({ token }: Machine) => ({ authorization: `Bearer ${token}.${requests++}` })

async function head(): Promise<number> {
  return Number(pick((await read(await fetch(new URL('/readyz', clinic.url)))).body, 'head'))
}

async function post(
  { by, target }: OfferedForm,
  body: string | Uint8Array<ArrayBuffer>,
  type: string,
  accept: string,
): Promise<Answer> {
  const headers = { accept, 'content-type': type, prefer: 'wait=5', ...session(by) }
  const options: RequestInit = { method: 'POST', redirect: 'manual', headers, body }
  return read(await fetch(new URL(target, clinic.url), options))
}

const formType = 'application/x-www-form-urlencoded'
const encoded = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields).toString()

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll('\\', '&#92;')

type Error = { readonly field: string; readonly detail: string }
const errorsIn = ({ body }: Answer) => (pick(body, 'errors') ?? []) as readonly Error[]

const rowOf = (field: string) => /-\d+$/.exec(field)?.[0]

/** A part of a date may be told at the date, and another field of a row for the row. */
const isAbout = ({ field }: Error, { name }: Property) =>
  field.startsWith(name.replace(/-(day|month|year)$/, '')) ||
  (rowOf(name) !== undefined && rowOf(field) === rowOf(name))

/** One field of one form, filled wrongly, at both doors. Answers whether a machine's was taken. */
async function tryField(form: OfferedForm, field: Property, hostile: Hostile): Promise<boolean> {
  const where = `${form.intent}: ${hostile.name} in ${field.name}`
  const fields = { ...plainAnswers(form), [field.name]: hostile.value }
  const before = await head()
  const answer = await post(form, encoded(fields), formType, hal)
  assert.ok(answer.status < 500, `${where}: ${answer.status} ${answer.text.slice(0, 300)}`)
  if (answer.status < 300) {
    assert.ok(!isWrong(field, hostile), `${where} was taken`)
    assert.notEqual(pick(answer.body, 'state'), 'failed', `${where}: ${answer.text}`)
    await isShownEscaped(form, answer, where)
    return true
  }
  assert.equal(await head(), before, `${where} stored something`)
  if (answer.status !== 422) return false
  assert.ok(
    errorsIn(answer).some((error) => isAbout(error, field)),
    `${where} says nothing of that field: ${answer.text}`,
  )
  await isKeptAndEscaped(form, field, fields, errorsIn(answer), where)
  assert.equal(await head(), before, `${where} stored something from the page`)
  return false
}

async function isShownEscaped({ by }: OfferedForm, answer: Answer, where: string): Promise<void> {
  const place = String(pick(answer.body, '_links', 'self', 'href'))
  const headers = { accept: 'text/html', ...session(by) }
  for (const path of [place, String(pick(answer.body, '_links', 'thing', 'href') ?? place)]) {
    const page = await read(await fetch(new URL(path, clinic.url), { headers }))
    assert.ok(page.status < 500, `${where}: its page answers ${page.status}`)
    assert.ok(!page.text.includes(markup), `${where} is printed as markup`)
    assert.ok(!page.text.includes('49&lt;%'), `${where} was carried out as a template`)
  }
}

async function isKeptAndEscaped(
  form: OfferedForm,
  field: Property,
  fields: Readonly<Record<string, string>>,
  errors: readonly Error[],
  where: string,
): Promise<void> {
  const page = await post(form, encoded(fields), formType, 'text/html')
  assert.equal(page.status, 422, where)
  assert.ok(!page.text.includes(markup), `${where} is printed as markup`)
  for (const { detail } of errors)
    assert.ok(page.text.includes(escaped(detail)), `${where}: ${detail}`)
  const isTyped = !field.options && field.type !== 'hidden'
  const value = (fields[field.name] ?? '').replaceAll('\u0000', '')
  if (isTyped) assert.ok(page.text.includes(escaped(value)), `${where} is not kept`)
}

test('every seat that has tasks was found to have some', () => {
  const intents = forms.map(({ intent }) => intent)
  for (const intent of ['register-patient', 'place-order', 'top-up-wallet', 'cancel-order'])
    assert.ok(intents.includes(intent), intent)
  for (const intent of ['add-catalogue-item', 'change-price', 'receive-stock', 'invite-staff'])
    assert.ok(intents.includes(intent), intent)
})

test('what a field cannot take is said at that field and nothing is stored', async () => {
  let tried = 0
  for (const form of forms) {
    for (const field of fieldsOf(form)) {
      for (const hostile of hostileValues) {
        await tryField(form, field, hostile)
        tried += 1
      }
    }
  }
  assert.ok(tried > 1_000, `only ${tried} were tried`)
})

test('one name holds one value', async () => {
  for (const form of forms) {
    for (const field of fieldsOf(form)) {
      const fields = plainAnswers(form)
      const before = await head()
      const pair = encoded({ [field.name]: 'a' })
      const where = `${form.intent}: ${field.name}`
      const values: readonly unknown[] = [['a', 'b'], { a: 'b' }, [[]], { __proto__: null }]
      const answers = [
        await post(form, `${encoded({ ...fields, [field.name]: 'b' })}&${pair}`, formType, hal),
        ...(await Promise.all(
          values.map((value) =>
            post(form, JSON.stringify({ ...fields, [field.name]: value }), 'application/json', hal),
          ),
        )),
      ]
      for (const answer of answers) {
        assert.equal(answer.status, 422, `${where}: ${answer.text}`)
        assert.ok(
          errorsIn(answer).some((error) => isAbout(error, field)),
          where,
        )
      }
      assert.equal(await head(), before, where)
    }
  }
})

test('names that every object has are no fields', async () => {
  const odd = '"__proto__":{"intent":"fly"},"constructor":"x","hasOwnProperty":"y","toString":"z"'
  for (const form of forms) {
    const { intent } = plainAnswers(form)
    const body = `{"intent":${JSON.stringify(intent)},${odd}}`
    const answer = await post(form, body, 'application/json', hal)
    assert.ok(answer.status < 500, `${form.intent}: ${answer.text}`)
  }
})

test('a body that is too much, or is not what it says, is not read', async () => {
  for (const form of forms) {
    const fields = plainAnswers(form)
    const before = await head()
    const expected = async (status: number, body: string | Uint8Array<ArrayBuffer>, type: string) =>
      assert.equal((await post(form, body, type, hal)).status, status, `${form.intent}: ${type}`)
    await expected(413, `${encoded(fields)}&x=${'y'.repeat(2 * 2 ** 20)}`, formType)
    await expected(
      413,
      JSON.stringify({ ...fields, x: 'y'.repeat(2 * 2 ** 20) }),
      'application/json',
    )
    await expected(415, encoded(fields), 'text/plain')
    await expected(415, encoded(fields), 'multipart/form-data; boundary=x')
    await expected(415, '<form/>', 'application/xml')
    await expected(400, '{"intent":', 'application/json')
    await expected(400, '["intent"]', 'application/json')
    await expected(400, 'null', 'application/json')
    await expected(422, '', formType)
    assert.equal(await head(), before, form.intent)
  }
})

test('bytes that are no text are refused at their field', async () => {
  for (const form of forms) {
    for (const field of fieldsOf(form)) {
      const { [field.name]: _, ...rest } = plainAnswers(form)
      const before = await head()
      const where = `${form.intent}: ${field.name}`
      const raw = Buffer.from(`${encoded(rest)}&${field.name}=ab\xff\xfe`, 'latin1')
      for (const body of [`${encoded(rest)}&${field.name}=ab%ff%fe`, new Uint8Array(raw)]) {
        const answer = await post(form, body, formType, hal)
        assert.equal(answer.status, 422, `${where}: ${answer.text}`)
        assert.ok(
          errorsIn(answer).some((error) => isAbout(error, field)),
          where,
        )
      }
      assert.equal(await head(), before, where)
    }
  }
})
