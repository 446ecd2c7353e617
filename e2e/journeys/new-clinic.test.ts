import { equal, match } from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Page } from 'playwright'
import { expect } from 'playwright/test'
import { startMailServer, type TriedMailServer } from '../../server/testing/mail-server.ts'
import { addCodes, found, visit } from '../actors/admin.ts'
import { accept, linkMailedTo } from '../actors/employee.ts'
import {
  addInsoles,
  askForRefund,
  handToPatient,
  makeReady,
  orderInsoles,
} from '../actors/insoles.ts'
import { openRecord, openWallet, recordTopUp } from '../actors/receptionist.ts'
import { heading } from '../actors/visitor.ts'
import { root } from '../docs/markdown.ts'
import { openRealClinic } from '../real-clinic.ts'
import type { Clinic } from '../serve.ts'

const closing: (() => Promise<void>)[] = []
after(async () => {
  for (const close of closing) await close()
})

const main = (page: Page) => page.getByRole('main')
const account = (page: Page) => page.getByRole('complementary', { name: 'Your account' })

async function opened(): Promise<{ clinic: Clinic; mail: TriedMailServer }> {
  const mail = await startMailServer()
  const clinic = await openRealClinic(mail.url)
  closing.push(async () => {
    await clinic.stop()
    await mail.close()
  })
  return { clinic, mail }
}

/** Follows the ways from Today to an invitation, and sends it. */
async function invite(page: Page, name: string, email: string, role: string): Promise<void> {
  await page.goto('/staff')
  await page.getByRole('link', { name: 'Invite somebody to work here' }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email)
  await page.getByRole('checkbox', { name: role }).check()
  await page.getByRole('button', { name: 'Send the invitation' }).click()
  await expect(heading(page)).toHaveText('They are invited')
}

type Newcomer = { given: string; family: string; born: [string, string, string]; email: string }

const ivy: Newcomer = {
  given: 'Ivy',
  family: 'Marsh',
  born: ['2', '9', '1971'],
  email: 'ivy@example.org',
}
const omar: Newcomer = {
  given: 'Omar',
  family: 'Haddad',
  born: ['17', '1', '1988'],
  email: 'omar@example.org',
}
const june: Newcomer = {
  given: 'June',
  family: 'Abbott',
  born: ['30', '6', '1949'],
  email: 'june@example.org',
}

async function register(page: Page, { given, family, born, email }: Newcomer): Promise<void> {
  await page.goto('/patients')
  await main(page).getByRole('link', { name: 'Register a patient' }).first().click()
  await page.getByRole('textbox', { name: 'Given name' }).fill(given)
  await page.getByRole('textbox', { name: 'Family name' }).fill(family)
  for (const [index, label] of ['Day', 'Month', 'Year'].entries())
    await page.getByRole('textbox', { name: label }).fill(born[index] ?? '')
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email)
  await page.getByRole('checkbox', { name: 'The terms were read and accepted' }).check()
  await page.getByRole('button', { name: 'Register' }).click()
}

/** Sam overlooks the one who is there already, and gives a reason that is none. */
async function registerTwice(page: Page, person: Newcomer): Promise<void> {
  await register(page, { ...person, email: 'ivy.marsh@example.org' })
  await expect(heading(page)).toHaveText('Not registered')
  await expect(main(page).getByRole('link', { name: 'Use the record of Ivy Marsh' })).toBeVisible()
  await page.getByRole('textbox', { name: 'Why is this somebody else?' }).fill('A cousin, I think')
  await page.getByRole('button', { name: 'Register' }).click()
  await expect(heading(page)).toHaveText('Ivy Marsh is registered')
}

async function fold(page: Page): Promise<void> {
  await page.goto('/patients')
  // Both are called the same; what was registered last is the empty one.
  const both = main(page).getByRole('link', { name: 'Marsh, Ivy', exact: true })
  await expect(both).toHaveCount(2)
  const kept = (await both.first().getAttribute('href')) ?? ''
  await both.last().click()
  await page.getByRole('link', { name: 'Fold into another record' }).click()
  await page
    .getByRole('combobox', { name: 'Which record is kept?' })
    .selectOption(kept.split('/').at(-1) ?? '')
  await page
    .getByRole('textbox', { name: 'How do you know that they are one person?' })
    .fill('She came in and showed us')
  await page.getByRole('button', { name: 'Check your answers' }).click()
  await expect(main(page)).toContainText('This cannot be taken back')
  await page.getByRole('button', { name: 'Fold them together' }).click()
  await expect(heading(page)).toHaveText('The records are one now')
}

async function giveMuch(page: Page): Promise<void> {
  await openWallet(page, 'Ivy', 'Marsh')
  await page.getByRole('link', { name: 'Give goodwill' }).click()
  await page.getByRole('textbox', { name: 'Amount to give' }).fill('120')
  await page.getByRole('textbox', { name: 'Why is it given?' }).fill('Her treatment was cut short')
  await page.getByRole('button', { name: 'Give it' }).click()
  await expect(main(page)).toContainText('Ask Ada Lindqvist to approve it?')
  await page.getByRole('checkbox', { name: 'Yes, ask for approval' }).check()
  await page.getByRole('button', { name: 'Give it' }).click()
  await expect(heading(page)).toHaveText('It is sent to a second person')
}

async function closeTill(page: Page): Promise<void> {
  await page.goto('/till')
  await page.getByRole('link', { name: 'Close the till' }).first().click()
  await page.getByRole('textbox', { name: 'Cash in the drawer' }).fill('44.50')
  await page.getByRole('textbox', { name: 'Card terminal’s total' }).fill('0')
  await page.getByRole('textbox', { name: 'Bank transfers' }).fill('0')
  await page.getByRole('textbox', { name: 'Cash left in the drawer' }).fill('20')
  await page.getByRole('button', { name: 'Close the till' }).click()
  await expect(main(page)).toContainText('£0.50 too little')
  await page.getByRole('textbox', { name: 'Why does it differ?' }).fill('Wrong change was given')
  await page.getByRole('button', { name: 'Close the till' }).click()
  await expect(heading(page)).toHaveText('The till is closed')
}

async function closeRecord(page: Page): Promise<void> {
  await openRecord(page, 'June', 'Abbott')
  await page.getByRole('link', { name: 'Close the record' }).click()
  await page.getByRole('textbox', { name: 'Why is it closed?' }).fill('She moved away')
  await page.getByRole('button', { name: 'Close it' }).click()
  await expect(heading(page)).toHaveText('The record is closed')
}

/** Nora asks for an erasure; returns where the record is. */
async function askForErasure(page: Page): Promise<string> {
  await openRecord(page, 'June', 'Abbott')
  await expect(main(page)).toContainText('This record is closed')
  const record = page.url()
  await page.getByRole('link', { name: 'Erase the person' }).click()
  await page.getByRole('radio', { name: 'They asked for it' }).check()
  await page.getByRole('button', { name: 'Ask for a second person' }).click()
  await expect(heading(page)).toContainText('An admin is asked')
  return record
}

async function approve(page: Page, request: string, press: string): Promise<void> {
  await page.goto('/')
  await main(page).getByRole('link', { name: request }).first().click()
  await page.getByRole('button', { name: press }).click()
}

type Colleagues = { readonly sam: Page; readonly kofi: Page; readonly nora: Page }

/** Ivy's insoles are handed over, and do not fit: what she gets back is for a second person to decide. */
async function refundMuch({ sam, kofi, nora }: Colleagues): Promise<void> {
  await addInsoles(kofi)
  const order = await orderInsoles(sam, 'Ivy Marsh')
  await makeReady(kofi, order)
  await handToPatient(sam, order)
  await openWallet(sam, 'Ivy', 'Marsh')
  await askForRefund(sam)
  await approve(nora, 'Refund of £40.00', 'Approve it')
  await expect(heading(nora)).toContainText('£40.00')
}

function check(folder: string): void {
  const program = join(root, 'bin', 'frontdesk.mjs')
  const words = [program, 'check', '--data', folder]
  const { status, stdout } = spawnSync(process.execPath, words, { encoding: 'utf8' })
  match(stdout, /nothing out of place/)
  equal(status, 0)
}

test('a clinic begins with nothing, and on its first day all of its books agree', async () => {
  const { clinic, mail } = await opened()
  const desk = async () => (await visit(clinic, true)).newPage()
  const [ada, sam, nora, kofi] = [await desk(), await desk(), await desk(), await desk()]

  await found(ada)
  await addCodes(ada)
  await ada.getByRole('link', { name: 'I have kept them' }).click()
  await expect(account(ada)).toContainText('Ada')
  await invite(ada, 'Sam Pell', 'sam@quaystreet.example', 'receptionist')
  await invite(ada, 'Nora Bright', 'nora@quaystreet.example', 'manager')
  const invitation = /invited/i
  const toSam = await linkMailedTo(mail, 'sam@quaystreet.example', invitation)
  await accept(sam, toSam, 'nine slow wooden boats')
  await expect(account(sam)).toContainText('Sam')
  const toNora = await linkMailedTo(mail, 'nora@quaystreet.example', invitation)
  await accept(nora, toNora, 'eleven loud green doors')
  await expect(account(nora)).toContainText('Nora')
  await invite(ada, 'Kofi Mensah', 'kofi@quaystreet.example', 'dispenser')
  const toKofi = await linkMailedTo(mail, 'kofi@quaystreet.example', invitation)
  await accept(kofi, toKofi, 'seven dry yellow hills')

  for (const person of [ivy, omar, june]) {
    await register(sam, person)
    await expect(heading(sam)).toHaveText(`${person.given} ${person.family} is registered`)
  }
  await openWallet(sam, 'Ivy', 'Marsh')
  await sam.getByRole('link', { name: 'Top up' }).first().click()
  await recordTopUp(sam, { amount: '45', method: 'Cash' })
  await expect(heading(sam)).toContainText('£45.00')
  await registerTwice(sam, ivy)
  await fold(nora)

  // The desk may neither give away the clinic's money nor close anybody's record.
  await openRecord(sam, 'June', 'Abbott')
  await expect(sam.getByRole('link', { name: 'Close the record' })).toHaveCount(0)
  equal((await sam.goto(`${sam.url()}/close-record`))?.status(), 403)
  await openWallet(sam, 'Ivy', 'Marsh')
  await expect(sam.getByRole('link', { name: 'Give goodwill' })).toHaveCount(0)

  await giveMuch(nora)
  await approve(ada, 'Goodwill of £120.00', 'Approve it')
  await expect(heading(ada)).toHaveText('£120.00 is given to Ivy')
  await refundMuch({ sam, kofi, nora })
  await closeTill(sam)

  await closeRecord(nora)
  const record = await askForErasure(nora)
  await approve(ada, 'Erase a person', 'Erase them for good')
  await expect(heading(ada)).toContainText('erased')
  await nora.goto(record)
  await expect(heading(nora)).toHaveText('Erased')
  await expect(main(nora)).not.toContainText('June')
  check(clinic.folder)
})
