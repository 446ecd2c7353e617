import axe from 'axe-core'
import { HtmlValidate } from 'html-validate'
import type { Page } from 'playwright'

const narrowest = [320, 360]
const desk = { width: 1280, height: 800 }

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // Without script the page of a command can only come again by itself; it says so in words.
    'meta-refresh': 'off',
    // Browsers forget that a table is one when its rows are shown as cards: the roles say it again.
    'no-redundant-role': 'off',
    'prefer-native-element': 'off',
    // The style guide shows several endings of a task, each of which is a page's heading.
    'heading-level': ['error', { allowMultipleH1: true }],
    // Telephone numbers are kept on one line by the style sheet; with other spaces nobody finds them.
    'tel-non-breaking': 'off',
    // A title names whom a form is for, however long the name is.
    'long-title': 'off',
    // Line ends of templates, which nobody sees.
    'no-trailing-whitespace': 'off',
  },
})

/** What is wrong with a page's markup, one sentence each. */
export function markupFaults(html: string): string[] {
  return validator
    .validateStringSync(html)
    .results.flatMap(({ messages }) => messages)
    .map(({ line, ruleId, message }) => `line ${line}, ${ruleId}: ${message}`)
}

/** What the page itself lacks: a heading, a name of a form, a way on. */
const lacking = `(() => {
  const faults = []
  const all = (selector) => [...document.querySelectorAll(selector)]
  if (all('main h1').length === 0) faults.push('no heading')
  if (document.title === '') faults.push('no title')
  for (const form of all('form')) {
    if (!form.getAttribute('name')) faults.push('a form without a name')
    if (form.method === 'post' && !form.getAttribute('action')) faults.push('a form without an address')
  }
  const ways = all('main a.back, header nav a, main a[rel=home]')
  if (ways.length === 0) faults.push('no way back')
  return faults
})()`

const overhang = `(() => {
  const room = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= room) return ''
  const wide = [...document.querySelectorAll('main *, header *, aside *, footer *')]
    .find((element) => element.getBoundingClientRect().right > room + 0.5)
  return wide ? wide.outerHTML.slice(0, 120) : 'something'
})()`

/** What is wrong with the page as it stands in the browser, but for what axe finds. */
export async function layoutFaults(page: Page): Promise<string[]> {
  const faults = await page.evaluate<string[]>(lacking)
  for (const width of narrowest) {
    await page.setViewportSize({ width, height: 740 })
    const wide = await page.evaluate<string>(overhang)
    if (wide) faults.push(`scrolls sideways at ${width} px: ${wide}`)
  }
  await page.setViewportSize(desk)
  return faults
}

const ofColours = ['color-contrast', 'link-in-text-block']

/** What axe finds in the light, and of the colours in the dark. */
export async function accessFaults(page: Page): Promise<string[]> {
  // A page is given axe once, and asked twice: to read its program takes longer than to run it.
  await page.evaluate(axe.source)
  // Colours are looked at when they have changed, not while they do.
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  const light = await violations(page, {})
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await violations(page, { runOnly: ofColours })
  await page.emulateMedia({ colorScheme: 'light' })
  return [
    ...light.map((one) => `in the light, ${told(one)}`),
    ...dark.map((one) => `in the dark, ${told(one)}`),
  ]
}

async function violations(page: Page, options: axe.RunOptions): Promise<readonly Violation[]> {
  const asked = JSON.stringify({ ...options, resultTypes: ['violations'] })
  return page.evaluate(`axe.run(document, ${asked}).then((results) => results.violations)`)
}

type Violation = { id: string; nodes: { target: unknown; failureSummary?: string }[] }

function told({ id, nodes }: Violation): string {
  const [first] = nodes
  return `${id}: ${JSON.stringify(first?.target)} ${first?.failureSummary?.replaceAll(/\s+/g, ' ')}`
}
