import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { openClinic } from './serve.ts'
import { theBrowser } from './story.ts'

const requestsMax = 8
const bytesMax = 100_000

for (const seat of ['sam', 'maria']) {
  test(`the first page costs ${seat} at most 100 kB and eight requests, fonts included`, async (t) => {
    const clinic = await openClinic()
    t.after(() => clinic.stop())
    const context = await (await theBrowser()).newContext({ baseURL: clinic.url })
    t.after(() => context.close())
    await context.addCookies([{ name: 'fd', value: `${seat}.test`, url: clinic.url }])
    const page = await context.newPage()
    const loaded: Promise<{ path: string; bytes: number }>[] = []
    page.on('requestfinished', (request) => {
      const sizes = request.sizes()
      const path = new URL(request.url()).pathname
      loaded.push(
        sizes.then(({ responseBodySize, responseHeadersSize }) => ({
          path,
          bytes: responseBodySize + responseHeadersSize,
        })),
      )
    })
    await page.goto('/', { waitUntil: 'networkidle' })
    const files = await Promise.all(loaded)
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
    const told = files.map((file) => `${file.path} ${file.bytes}`).join('\n')
    deepEqual(new Set(files.map(({ path }) => path)).size, files.length, told)
    ok(files.length <= requestsMax, told)
    ok(bytes > 20_000 && bytes <= bytesMax, `${bytes} bytes\n${told}`)
  })
}
