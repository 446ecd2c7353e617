// Preloaded into the server that is measured: tells how late its event loop is, and its memory.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

/** What the server says of itself between two questions. */
export type Vitals = { readonly lagP99Ms: number; readonly residentMb: number }

if (isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  process.on('SIGUSR2', () => {
    // The histogram holds whole intervals: what is beyond the resolution is lateness.
    const lagP99Ms = Math.max(0, delay.percentile(99) / 1e6 - 1)
    const residentMb = process.memoryUsage.rss() / 2 ** 20
    console.log(`vitals ${JSON.stringify({ lagP99Ms, residentMb })}`)
    delay.reset()
  })
}
