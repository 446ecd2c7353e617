import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { load } from 'cheerio'
import { HtmlValidate } from 'html-validate'
import { styleguide } from '#web/styleguide.ts'
import { createViews, projectFolders } from '#web/views.ts'

const page = () =>
  createViews(projectFolders).render('styleguide/index.njk', { ...styleguide, nonce: 'n0nce' })

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // Browsers forget that a table is one when its rows are shown as cards: the roles say it again.
    'no-redundant-role': 'off',
    'prefer-native-element': 'off',
    // The style guide shows several endings of a task, each of which is a page's heading.
    'heading-level': ['error', { allowMultipleH1: true }],
    // Line ends of templates, which nobody sees.
    'no-trailing-whitespace': 'off',
  },
})

test('every piece is valid HTML', () => {
  const report = validator.validateStringSync(page())
  const messages = report.results.flatMap((result) =>
    result.messages.map((message) => `${message.line}: ${message.ruleId}: ${message.message}`),
  )
  assert.deepEqual(messages, [])
})

test('the style guide shows every macro there is', () => {
  const folder = projectFolders.folder
  const all = readdirSync(join(folder, 'ui')).filter((name) => name.endsWith('.njk'))
  for (const name of all) assert.ok(name.replace('.njk', '') in pieces, `${name} is shown nowhere`)
})

/** Where each macro can be seen in the style guide. */
const pieces = {
  barcode: '.barcode',
  'basket-lines': '.lines',
  button: '.button',
  card: '.card',
  'check-list': '.answers',
  chips: '.chips',
  days: '.day',
  'demo-strip': '.demo',
  empty: '.empty',
  'error-summary': '.govuk-error-summary',
  facts: '.facts',
  field: '.govuk-form-group',
  filters: '.filters',
  fold: '.fold',
  form: 'form',
  icon: '.icon',
  letterhead: '.letterhead',
  money: '.money',
  'money-bar': '.bar',
  'needs-you': '.square-bad',
  note: '.note-wait',
  offers: '.offers',
  outcome: '.outcome',
  pager: '.pager',
  press: 'form .button-small',
  preview: '.preview',
  refusal: '.refusal',
  send: '[hx-post]',
  stages: '.stages',
  status: '.status',
  steps: '.step',
  sum: '.sum',
  table: '.table',
  ticks: 'fieldset .govuk-checkboxes',
  timeline: '.entry',
}

test('each macro of the style guide is really on its page', () => {
  const html = load(page())
  for (const [name, selector] of Object.entries(pieces)) {
    assert.ok(html(selector).length > 0, `${name}: nothing matches ${selector}`)
  }
})

test('everything htmx acts upon carries the nonce of the page, and nothing needs eval', () => {
  const html = load(page())
  const acting = html('[hx-post], [hx-get]')
  assert.ok(acting.length > 0)
  for (const element of acting) assert.equal(html(element).attr('hx-nonce'), 'n0nce')
  assert.equal(html('script:not([nonce="n0nce"])').length, 0)
  assert.equal(html('[style], [onclick], [hx-on]').length, 0)
})

test('every field is labelled, and every error leads to its field', () => {
  const html = load(page())
  for (const field of html('main input:not([type=hidden]), main select, main textarea')) {
    const id = html(field).attr('id')
    assert.equal(html(`label[for="${id}"]`).length, 1, `${id} has one label`)
  }
  for (const link of html('.govuk-error-summary a')) {
    assert.equal(html(html(link).attr('href') ?? '').length, 1)
  }
})

test('an order shows four lines of twenty, and offers more', () => {
  const html = load(page())
  assert.equal(html('form[name=place-order] .line').length, 4)
  assert.equal(html('form[name=place-order] button[name=add-lines]').length, 1)
  const first = html('form[name=place-order] button[type=submit]').first()
  assert.equal(first.attr('name'), 'dry-run', 'the Enter key checks the answers')
})

describe('What a page prints', () => {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-views-'))
  before(() => {
    writeFileSync(join(folder, 'name.njk'), '<p title="{{ name }}">{{ name }}</p>')
    writeFileSync(join(folder, 'price.njk'), '{{ price | money }}')
    writeFileSync(join(folder, 'asset.njk'), '{{ asset(name) }}')
  })
  after(() => rmSync(folder, { recursive: true }))
  const views = createViews({ ...projectFolders, folder })

  test('is escaped, so that a name cannot become markup', () => {
    const printed = views.render('name.njk', { name: '"><script>alert(1)</script>' })
    assert.equal(load(printed)('script').length, 0)
    assert.match(printed, /&lt;script&gt;/)
  })

  test('must be there: a forgotten value is an error, not a gap', () => {
    assert.throws(() => views.render('name.njk', {}), /undefined/)
  })

  test('is money only where somebody wrote the amount out', () => {
    assert.equal(views.render('price.njk', { price: { text: '£19.50' } }), '£19.50')
    assert.throws(() => views.render('price.njk', { price: 1950 }), /not an amount/)
  })

  test('links to assets by their content, and to none that is missing', () => {
    assert.match(
      views.render('asset.njk', { name: 'frontdesk.css' }),
      /^\/assets\/frontdesk\.css\?v=/,
    )
    assert.throws(() => views.render('asset.njk', { name: 'none.css' }), /no such asset/)
  })
})

test('a first visit stays within its budget: 100 kB and eight requests', () => {
  const html = page()
  const assets = [...html.matchAll(/(?:href|src)="\/assets\/([^"?]+)/g)].flatMap(
    ([, name]) => name ?? [],
  )
  const files = [...new Set(assets)].map((name) =>
    readFileSync(join(projectFolders.assetsFolder, name)),
  )
  const sent = [Buffer.from(html), ...files].map((file) => gzipSync(file).length)
  const total = sent.reduce((sum, bytes) => sum + bytes, 0)
  assert.ok(sent.length <= 8, `${sent.length} requests`)
  assert.ok(total <= 100_000, `${total} bytes`)
})
