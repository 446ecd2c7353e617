/**
 * Makes what the browser is sent: the style sheet from views/css, the two fonts and htmx from the
 * packages they come in. The results are committed, so that serving needs no build.
 *
 *   node bin/assets.mjs           writes them
 *   node bin/assets.mjs --check   changes nothing; exits 1 and names each file that differs
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle } from 'lightningcss'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const fromPackage = (path) => readFileSync(join(root, 'node_modules', path))

const font = (family) =>
  fromPackage(`@fontsource-variable/${family}/files/${family}-latin-wght-normal.woff2`)
const fontLicence = (family) => fromPackage(`@fontsource-variable/${family}/LICENSE`)

// No targets: light-dark() must reach the browser as it is written, or it would be doubled.
function styleSheet() {
  return bundle({ filename: join(root, 'views/css/frontdesk.css'), minify: true }).code
}

// One file, because htmx starts itself in a timer: in two files it could begin before hx-csp has
// registered, and with it the gate that keeps injected markup inert.
function htmx() {
  const { version } = JSON.parse(fromPackage('htmx.org/package.json').toString())
  const source = (path) =>
    fromPackage(`htmx.org/dist/${path}`)
      .toString()
      .replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n')
  return Buffer.from(
    `/* htmx ${version} and its extension hx-csp, Zero-Clause BSD, https://htmx.org */\n` +
      source('htmx.min.js') +
      source('ext/hx-csp.min.js'),
  )
}

const assets = {
  'public/frontdesk.css': styleSheet(),
  'public/fonts/figtree-latin-wght.woff2': font('figtree'),
  'public/fonts/figtree-OFL.txt': fontLicence('figtree'),
  'public/fonts/fraunces-latin-wght.woff2': font('fraunces'),
  'public/fonts/fraunces-OFL.txt': fontLicence('fraunces'),
  'public/vendor/htmx.js': htmx(),
  'public/vendor/htmx-LICENSE.txt': fromPackage('htmx.org/LICENSE'),
}

const stale = Object.entries(assets).filter(([path, content]) => {
  const file = join(root, path)
  return !existsSync(file) || !readFileSync(file).equals(Buffer.from(content))
})

if (process.argv.includes('--check')) {
  for (const [path] of stale) console.error(`${path} differs from its sources: run npm run css`)
  process.exitCode = stale.length > 0 ? 1 : 0
} else {
  for (const [path, content] of stale) {
    const file = join(root, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
    console.log(`wrote ${path}`)
  }
}
