import express, { type Response, Router } from 'express'
import type { Bank } from './bank.ts'
import { type Settling, settle } from './settling.ts'

export const callBackPath = '/payments/call-back'
export const signatureHeader = 'bank-signature'

function answer(response: Response, status: number, words: string): void {
  response.status(status).json({ [status < 300 ? 'received' : 'error']: words })
}

/**
 * Takes the bank's calls. The signature is over the body as it came, so nothing has read it before. A call
 * that cannot be stored is answered 503: the bank calls again.
 */
export function callBackRoute(store: Settling, bank: Bank, wallNow: () => number): Router {
  const router = Router()
  const raw = express.raw({ type: () => true, limit: '16kb', inflate: false })
  router.post(callBackPath, raw, async (request, response) => {
    const body = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : ''
    const signature = request.get(signatureHeader) ?? ''
    const call = bank.read(body, signature, wallNow())
    if (!call) return answer(response, 401, 'The signature is wrong or too old')
    if (call === 'unreadable') return answer(response, 400, 'This call cannot be read')
    const { id, ...said } = call
    const submission = await settle(store, `call:${id}`, said)
    if (!submission) return answer(response, 404, 'No such payment was begun here')
    if (submission.kind === 'accepted') return answer(response, 200, id)
    if (submission.kind === 'reused')
      return answer(response, 409, 'Another call came under this id')
    return answer(response, 503, 'Please call again')
  })
  return router
}
