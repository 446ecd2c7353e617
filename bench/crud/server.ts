// What Frontdesk is compared with: the plain application most would write. The balance is a column
// that each request updates, beside a row for the statement; nothing is kept of why.
import { join } from 'node:path'
import Database from 'better-sqlite3'
import express from 'express'
import nunjucks from 'nunjucks'

const folder = process.argv[2]
const port = Number(process.env.PORT ?? 8210)
const wallets = 1000
if (!folder) throw new Error('Usage: node bench/crud/server.ts <folder for its database>')

const database = openDatabase(join(folder, 'crud.sqlite'))
const update = database.prepare('UPDATE wallets SET balance = balance + ? WHERE id = ?')
const insert = database.prepare('INSERT INTO top_ups (wallet, amount, at) VALUES (?, ?, ?)')
const find = database.prepare('SELECT id, holder, balance FROM wallets WHERE id = ?')
const list = database.prepare('SELECT id, holder, balance FROM wallets ORDER BY id LIMIT 100')
const topUp = database.transaction((wallet: string, amount: number) => {
  if (update.run(amount, wallet).changes === 0) return undefined
  insert.run(wallet, amount, Date.now())
  return find.get(wallet)
})

const app = express()
nunjucks.configure(import.meta.dirname, { express: app, autoescape: true, noCache: false })
app.use(express.json())

app.post('/wallets/:id/top-ups', (request, response) => {
  const amount = request.body?.amount
  if (!Number.isSafeInteger(amount) || amount <= 0) {
    response.status(422).json({ error: 'amount is a positive number of pence' })
    return
  }
  const wallet = topUp(request.params.id, amount)
  if (wallet) response.status(201).json(wallet)
  else response.status(404).json({ error: 'no such wallet' })
})

app.get('/wallets', (_request, response) => {
  response.render('list.njk', { wallets: list.all() })
})

const listening = app.listen(port, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(listening.address() as { port: number }).port}`)
})
process.once('SIGTERM', () => {
  listening.close(() => database.close())
  listening.closeAllConnections()
})

function openDatabase(path: string) {
  const opened = new Database(path)
  opened.pragma('journal_mode = WAL')
  opened.pragma('synchronous = FULL')
  if (opened.pragma('synchronous', { simple: true }) !== 2) {
    throw new Error('The comparison needs synchronous = FULL')
  }
  opened.exec(`
    CREATE TABLE IF NOT EXISTS wallets (id TEXT PRIMARY KEY, holder TEXT, balance INTEGER) STRICT;
    CREATE TABLE IF NOT EXISTS top_ups
      (id INTEGER PRIMARY KEY, wallet TEXT REFERENCES wallets, amount INTEGER, at INTEGER) STRICT;`)
  const add = opened.prepare('INSERT OR IGNORE INTO wallets VALUES (?, ?, 0)')
  opened.transaction(() => {
    for (let number = 0; number < wallets; number++) add.run(`w${number}`, `Holder ${number}`)
  })()
  return opened
}
