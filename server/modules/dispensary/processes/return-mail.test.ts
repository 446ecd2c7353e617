import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { processStory, signal, stored, storyId } from '#kernel/story.ts'
import { returnMail } from './return-mail.ts'

const given = processStory(returnMail)
const [order, maria, command] = [storyId(51), storyId(31), storyId(8)]
const back = { return: storyId(71), name: 'Tape, 5 m', quantity: 2, amount: 1990, as: 'refunded' }
const returned = signal('ItemsReturned', back, { stream: `order-${order}`, person: maria })

test('a patient is told what came back and what they have for it', () =>
  given()
    .when(returned)
    .thenActs({
      do: 'send',
      step: 'send-message',
      intent: 'send-message',
      target: `message-${command}`,
      data: {
        person: maria,
        kind: 'orders',
        template: 'order-returned',
        to: '',
        facts: { name: 'Tape, 5 m', quantity: 2, amount: 1990, order },
        link: { path: `/orders/${order}`, secret: '' },
      },
    }))

test('whoever stood at the desk when it was refused is not written to; whoever waited is', () => {
  const refused = (code: string) =>
    returnMail.route(stored({ type: 'ReturnRefused', data: { code, name: 'Tape, 5 m' } }))
  equal(refused('over'), undefined)
  equal(refused('declined'), command)
})
