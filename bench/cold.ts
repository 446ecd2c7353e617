import { launchBrowser } from '../e2e/browser.ts'

/** What a browser that was never here fetches to show one page. */
export type Cold = {
  readonly requests: number
  readonly kilobytes: number
  readonly scriptKilobytes: number
}

/** Opens a page with an empty cache and adds up what came over the line, headers included. */
export async function openCold(url: string): Promise<Cold> {
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    const line = await page.context().newCDPSession(page)
    await line.send('Network.enable')
    const kinds = new Map<string, string>()
    const bytes = new Map<string, number>()
    line.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type))
    line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
      bytes.set(requestId, encodedDataLength),
    )
    await page.goto(url, { waitUntil: 'networkidle' })
    const sum = (chosen: (kind: string | undefined) => boolean) =>
      [...bytes].reduce((total, [id, size]) => total + (chosen(kinds.get(id)) ? size : 0), 0) / 1000
    return {
      requests: bytes.size,
      kilobytes: sum(() => true),
      scriptKilobytes: sum((kind) => kind === 'Script'),
    }
  } finally {
    await browser.close()
  }
}
