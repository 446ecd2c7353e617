import express, { type Request, type Response, Router } from 'express'
import { isOwnAddress } from './signature.ts'
import { type Choice, choices, type TestBank } from './test-bank.ts'

/** Where the test bank's pages are. */
export const testBankPath = '/test-bank/'

export type PagesParts = {
  readonly bank: TestBank
  readonly secret: string
  render(template: string, data: object): string
  /** An amount as people read it. */
  money(minor: number): string
}

type Asked = {
  readonly payment: string
  readonly amount: number
  readonly back: string
  readonly signature: string
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

function asked(request: Request, from: Readonly<Record<string, unknown>>): Asked {
  return {
    payment: textOf(request.params['payment']),
    amount: Number(textOf(from['amount'])),
    back: textOf(from['back']),
    signature: textOf(from['signature']),
  }
}

function isOurs(secret: string, { payment, amount, back, signature }: Asked): boolean {
  return isOwnAddress(secret, signature, payment, amount, back) && /^\/(?![/\\])/.test(back)
}

function show({ bank, render, money }: PagesParts, response: Response, one: Asked): void {
  const { payment, amount } = one
  const kept = bank.kept(payment)
  const heading = `Pay ${money(amount)}`
  const page = { ...one, heading, ended: kept?.outcome ?? '', choices }
  response.setHeader('Cache-Control', 'no-store')
  response.type('html').send(render('test-bank/payment.njk', page))
}

function refuse({ render }: PagesParts, response: Response): void {
  response
    .status(404)
    .type('html')
    .send(render('test-bank/unknown.njk', { heading: 'This payment is not known' }))
}

/** The test bank as others see it: the page on which people pay, and what the clinic asks. */
export function testBankPages(parts: PagesParts): Router {
  const { bank, secret } = parts
  const router = Router()
  router.get('/status/:payment', (request, response) => {
    if (request.get('authorization') !== `Bearer ${secret}`) response.status(401).end()
    else response.json(bank.kept(request.params.payment) ?? { outcome: 'open' })
  })
  router.get('/payments/:payment', (request, response) => {
    const one = asked(request, request.query)
    return isOurs(secret, one) ? show(parts, response, one) : refuse(parts, response)
  })
  const body = express.urlencoded({ extended: false, limit: '4kb', inflate: false })
  router.post('/payments/:payment', body, async (request, response) => {
    const typed = (request.body ?? {}) as Readonly<Record<string, unknown>>
    const one = asked(request, typed)
    const choice = choices.find(({ value }) => value === typed['choice'])?.value
    if (!choice || !isOurs(secret, one)) return refuse(parts, response)
    await bank.choose(one.payment, one.amount, choice satisfies Choice)
    response.redirect(303, one.back)
  })
  router.use((_, response) => refuse(parts, response))
  return router
}
