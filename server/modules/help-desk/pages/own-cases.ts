import type { PageContext, Representation } from '#kernel/page.ts'
import { casesOfPerson } from '../projections/case-lists.ts'
import type { CaseRow } from '../projections/case-queries.ts'
import { caseStatusForPatient, caseTitleForPatient, isOver } from './case-words.ts'

/** More than anybody asks in years; what is older than these is found by its address. */
const shownMax = 100

function tableOf({ say }: PageContext, cases: readonly CaseRow[]) {
  return {
    caption: 'What you asked, newest first',
    tall: true,
    columns: [
      { title: 'Case', kind: 'time' },
      { title: 'What', kind: 'text' },
      { title: 'How it stands', kind: 'status' },
    ],
    groups: [
      {
        rows: cases.map((one) => ({
          past: isOver(one),
          cells: [
            { text: String(one.number), strong: true },
            {
              text: caseTitleForPatient(one),
              href: `/cases/${one.id}`,
              rel: 'case',
              remark: one.told || `Since ${say.moment(one.openedAt).text}`,
              below: true,
            },
            { status: caseStatusForPatient(one) },
          ],
        })),
      },
    ],
  }
}

/** What a patient asked or reported, and what of theirs is being looked into. */
export async function readOwnCases(context: PageContext): Promise<Representation> {
  const { actor, say } = context
  const cases = await context.ask(casesOfPerson(actor.id, { skip: 0, limit: shownMax }))
  return {
    title: 'Your questions',
    offers: await context.offersToCreate('case', {}),
    state: { count: cases.length },
    print: {
      isPatient: true,
      list: cases.length > 0 ? tableOf(context, cases) : undefined,
      nothing: {
        heading: 'You have asked nothing yet',
        text: 'Something is not right? Report it from the foot of any page, and we answer you here.',
      },
    },
    embedded: {
      case: cases.map((one) => ({
        href: `/cases/${one.id}`,
        number: one.number,
        state: one.state,
        title: caseTitleForPatient(one),
        opened: say.moment(one.openedAt),
      })),
    },
  }
}
