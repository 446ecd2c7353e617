import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { plainText, subjectOf } from './plain-text.ts'

const html = `<html><head><title>Tom &amp; Ann: your
  order</title></head><body style="x">
  <p>Dear Ann &lt;A&gt;,</p>
  <p>it is <b>ready</b>.
     Come soon.</p>
  <ul><li>2 × Tape</li><li>1 &#39;Cream&#39;</li></ul>
  <p><a href="https://desk.example.org/?a=1&amp;b=2">See the order</a></p>
  <p>The clinic<br>01632 960140</p></body></html>`

test('the text part says what the HTML says, a paragraph after the other', () =>
  equal(
    plainText(html),
    `Dear Ann <A>,

it is ready. Come soon.

- 2 × Tape
- 1 'Cream'

See the order:
https://desk.example.org/?a=1&b=2

The clinic
01632 960140
`,
  ))

test('the subject is the title, on one line', () => equal(subjectOf(html), 'Tom & Ann: your order'))
