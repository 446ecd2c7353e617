import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { RequestHandler } from 'express'

type File = {
  readonly type: string
  readonly plain: Buffer
  readonly packed: Buffer | undefined
  readonly tag: string
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
}
const alreadyPacked = new Set(['.woff2', '.png', '.ico'])

function read(folder: string, name: string): File {
  const plain = readFileSync(join(folder, name))
  const kind = extname(name)
  return {
    type: types[kind] ?? 'application/octet-stream',
    plain,
    packed: alreadyPacked.has(kind) ? undefined : gzipSync(plain, { level: 9 }),
    tag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 16)}"`,
  }
}

// Fonts keep their names for good: a new font is a new file.
const isForGood = (url: string, name: string) => /[?&]v=/.test(url) || name.startsWith('fonts/')

/** Serves the files of a folder from memory; a name with its hash may be kept for a year. */
export function serveFiles(folder: string): RequestHandler {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
  const files = new Map(names.map((name) => [name, read(folder, name)]))
  return (request, response, next) => {
    const name = request.path.slice(1)
    const file = files.get(name)
    if (!file || (request.method !== 'GET' && request.method !== 'HEAD')) return next()
    response.setHeader(
      'Cache-Control',
      isForGood(request.originalUrl, name) ? 'public, max-age=31536000, immutable' : 'no-cache',
    )
    response.setHeader('ETag', file.tag)
    response.vary('Accept-Encoding')
    if (request.headers['if-none-match'] === file.tag) {
      response.status(304).end()
      return
    }
    const packs = file.packed !== undefined && request.acceptsEncodings('gzip') === 'gzip'
    const body = packs && file.packed ? file.packed : file.plain
    if (packs) response.setHeader('Content-Encoding', 'gzip')
    response.setHeader('Content-Type', file.type)
    response.setHeader('Content-Length', body.length)
    response.end(request.method === 'HEAD' ? undefined : body)
  }
}
