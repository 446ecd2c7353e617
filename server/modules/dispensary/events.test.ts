import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { orderEvents } from './events.ts'

test('an order that was confirmed before was promised for no time of its own', () => {
  const upcast = orderEvents['OrderConfirmed']?.upcasts?.[1]?.({ total: 1990 })
  deepEqual(upcast, { total: 1990, promised: null })
})
