import { deepEqual, match, ok } from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { expect } from 'playwright/test'
import { addCodes, found, signOut, typePassword, visit } from '../actors/admin.ts'
import { root } from '../docs/markdown.ts'
import { accessFaults, layoutFaults, markupFaults } from '../page-checks.ts'
import { openRealClinic } from '../real-clinic.ts'
import type { Clinic } from '../serve.ts'

const clinics: Clinic[] = []
after(async () => {
  for (const clinic of clinics) await clinic.stop()
})

for (const hasScript of [true, false]) {
  const how = hasScript ? '' : ', without script'
  test(`the first admin founds the clinic and signs in with password and code${how}`, async () => {
    const clinic = await openRealClinic()
    clinics.push(clinic)
    const context = await visit(clinic, hasScript)
    const page = await context.newPage()
    await found(page)
    await addCodes(page)
    const [recovery = ''] = await page.locator('ol.secrets code').allTextContents()
    await page.getByRole('link', { name: 'I have kept them' }).click()
    await expect(page.getByRole('complementary', { name: 'Your account' })).toContainText('Ada')
    await signOut(page)
    await page.goBack()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
    await typePassword(page, 'not the right one')
    await expect(page.getByText('We do not know this e-mail address')).toHaveCount(2)
    await typePassword(page)
    // The code that enrolled is used up; a recovery code works at once.
    await page.getByLabel('Code').fill(recovery)
    await page.getByRole('button', { name: 'Go on' }).click()
    await expect(page.getByRole('complementary', { name: 'Your account' })).toContainText('Ada')
    await page.goto('/account')
    await expect(page.getByText('9 recovery codes are left')).toBeVisible()
    await context.close()
  })
}

test('an admin adds a passkey and signs in with it alone', async () => {
  const clinic = await openRealClinic()
  clinics.push(clinic)
  const context = await visit(clinic, true)
  const page = await context.newPage()
  const devices = await context.newCDPSession(page)
  await devices.send('WebAuthn.enable')
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await found(page)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(page.getByRole('complementary', { name: 'Your account' })).toContainText('Ada')
  await signOut(page)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(page.getByRole('complementary', { name: 'Your account' })).toContainText('Ada')
  await page.goto('/account')
  await expect(page.getByText(/^Passkey: Chrome/)).toBeVisible()
  await context.close()
})

test('every page of sign-in and of one’s account is whole', async () => {
  const clinic = await openRealClinic()
  clinics.push(clinic)
  const context = await visit(clinic, true)
  const page = await context.newPage()
  const faults: string[] = []
  const look = async (name: string) => {
    const sent = await context.request.get(page.url())
    faults.push(...markupFaults(await sent.text()).map((fault) => `${name}: ${fault}`))
    const found = [...(await layoutFaults(page)), ...(await accessFaults(page))]
    faults.push(...found.map((fault) => `${name}: ${fault}`))
  }
  await found(page)
  await look('second step')
  await page.goto('/account/codes')
  await look('codes')
  await page.goto('/account/second-step')
  await addCodes(page)
  await look('recovery codes')
  for (const place of ['', '/password', '/second-step', '/tokens', '/confirm', '/reads']) {
    await page.goto(`/account${place}`)
    await look(`/account${place}`)
  }
  await page.goto('/')
  await signOut(page)
  for (const place of ['', '/mail', '/forgotten', '/lost']) {
    await page.goto(`/sign-in${place}`)
    await look(`/sign-in${place}`)
  }
  await page.goto('/patients')
  await look('401')
  await page.goto('/sign-in/link/01900000-0000-7000-8000-000000000000?secret=x')
  await look('410')
  await context.close()
  deepEqual(faults, [])
})

test('an admin who lost everything gets in again by a link that the machine prints', async () => {
  const clinic = await openRealClinic()
  clinics.push(clinic)
  const context = await visit(clinic, false)
  const page = await context.newPage()
  await found(page)
  const program = join(root, 'bin', 'frontdesk.mjs')
  const words = [program, 'sign-in-link', 'ada@quaystreet.example', '--data', clinic.folder]
  const printed = spawnSync(process.execPath, words, { encoding: 'utf8' })
  match(printed.stdout, /\/sign-in\/link\//)
  const path = /(\/sign-in\/link\/\S+)/.exec(printed.stdout)?.[1] ?? ''
  ok(path)
  await context.clearCookies()
  await page.goto(path)
  await page.getByLabel('New password').fill('nine slow wooden boats')
  await page.getByRole('button', { name: 'Keep this password' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Set up your second step')
  await context.close()
})
