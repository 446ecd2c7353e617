import type { AnyIntent, Reach } from '#kernel/intent.ts'
import type { Page } from '#kernel/page.ts'
import type { Registry } from '#kernel/registry.ts'

type By = Readonly<Record<string, Reach>>

/** The columns: who acts, on whose thing. What stands in `by` decides; a guardian has what is the ward's own. */
const columns: readonly { readonly title: string; cell(by: By): string }[] = [
  { title: 'patient', cell: (by) => reachIn(by, 'patient') },
  { title: 'guardian', cell: (by) => (by['patient'] === 'own' ? 'ward’s' : '') },
  ...['book', 'collect', 'wallet'].map((task) => ({
    title: `proxy: ${task}`,
    cell: (by: By) => (by[`proxy-${task}`] === 'own' ? 'theirs' : ''),
  })),
  ...['receptionist', 'dispenser', 'practitioner', 'manager', 'admin', 'kiosk'].map((role) => ({
    title: role,
    cell: (by: By) => reachIn(by, role),
  })),
  { title: 'visitor', cell: (by) => reachIn(by, 'visitor') },
  { title: 'by itself', cell: (by) => reachIn(by, 'system') },
]

/** The words of `by` that this paper knows; another one would be a column that is missing. */
const known = new Set([
  'patient',
  'proxy-book',
  'proxy-collect',
  'proxy-wallet',
  'receptionist',
  'dispenser',
  'practitioner',
  'manager',
  'admin',
  'kiosk',
  'visitor',
  'system',
  'anybody',
])

function reachIn(by: By, role: string): string {
  if (by['anybody'] === 'clinic' && role !== 'system') return 'link'
  const reach = Object.hasOwn(by, role) ? by[role] : undefined
  return reach === undefined ? '' : reach === 'own' ? 'own' : 'all'
}

function row(name: string, by: By, remark: string): readonly string[] {
  const unknown = Object.keys(by).filter((word) => !known.has(word))
  if (unknown.length > 0) throw new Error(`${name} is for ${unknown.join()}, which has no column`)
  return [name, ...columns.map(({ cell }) => cell(by)), remark]
}

function table(head: string, rows: readonly (readonly string[])[], remark: string): string {
  const titles = [head, ...columns.map(({ title }) => title), remark]
  const widths = titles.map((title, index) =>
    Math.max(title.length, ...rows.map((cells) => cells[index]?.length ?? 0)),
  )
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [line(titles), rule, ...rows.map(line)].join('\n')
}

function remarkOf({ confirm, despite = [] }: AnyIntent): string {
  return [
    ...(confirm ? ['fresh factor'] : []),
    ...(despite.includes('record-closed') ? ['closed records too'] : []),
  ].join(', ')
}

function intentsOf({ modules }: Registry): string {
  return modules
    .filter(({ intents }) => intents.length > 0)
    .map(({ name, intents }) => {
      const rows = intents.map((one) => row(`\`${one.name}\``, one.by, remarkOf(one)))
      return `### ${name}\n\n${table('Task', rows, 'Besides')}`
    })
    .join('\n\n')
}

function pagesOf({ modules }: Registry): string {
  const pages: readonly Page[] = modules.flatMap((module) => module.pages)
  const rows = pages.map(({ path, by }) => row(`\`${path}\``, by, ''))
  return table('Page', rows, 'Besides')
}

/** The paper of who may do and see what, made from the definitions of tasks and pages. */
export function permissionsPaper(registry: Registry): string {
  return `# Who may do what

Made from the definitions by \`npm run permissions\`; a test fails while it is out of date, and another tries every cell
over HTTP (\`server/web/permissions.test.ts\`). One function decides for pages, forms, machines and the writer alike:
\`server/kernel/authorise.ts\`. What is not in a table is not allowed.

- **own**: on their own things. **all**: on everybody's. **link**: whoever holds the link that was mailed.
- **guardian**: the adult who answers for a child, until it is sixteen; has what is the child's **own**.
- **proxy**: somebody named for at most a year, in what was left to them.
- **by itself**: Frontdesk's own processes, and the take-over of an old list.
- On somebody else's thing a patient hears that it is not there, in the same words as for one that never was. A proxy, a
  guardian or a colleague without the right hears who has it.
- On a record that is closed, folded into another or erased, nothing is begun, whoever asks. **Besides** says which tasks are
  open on a closed one, and which ask for a factor of the last five minutes.

## Tasks

${intentsOf(registry)}

## Pages

What lies below a page, such as its events and forms, is seen by whoever may see the page.

${pagesOf(registry)}
`
}
