// The little that pages need beyond htmx: where the focus goes after a swap, and what is shown when
// the server cannot be reached. Every page works without it. What is said aloud comes from the
// server, as a part for #announcer.

const summary = () => document.getElementById('error-summary')
const result = () => document.getElementById('result')

// Whoever is at work elsewhere on the page keeps the focus; only a lost one is moved.
const focusIsLost = () => document.activeElement === document.body || !document.activeElement

let target
document.addEventListener('htmx:before:swap', (event) => {
  target = event.detail.ctx?.target?.id
})

document.addEventListener('htmx:after:settle', (event) => {
  const brought = event.detail.newContent ?? []
  const isNew = (element) => element && brought.some((one) => one.contains?.(element))
  if (isNew(summary())) summary().focus()
  else if (!focusIsLost()) return
  else if (isNew(result())) result().focus()
  else if (target === 'main') document.querySelector('main h1')?.focus()
})

// An error summary that came with the page itself.
summary()?.focus()

// A slash goes to the search, unless somebody is typing.
document.addEventListener('keydown', (event) => {
  const words = document.getElementById('find-words')
  if (!words || event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.target.closest?.('input, textarea, select, [contenteditable]')) return
  event.preventDefault()
  words.focus()
  words.select()
})

function showTrouble(shown) {
  const trouble = document.getElementById('trouble')
  if (trouble) trouble.hidden = !shown
}
document.addEventListener('htmx:before:request', () => showTrouble(false))

// Only what somebody sent is worth a word: a poll that fails is simply asked again.
const wasSent = (event) => event.detail.ctx?.request?.method?.toUpperCase() !== 'GET'
document.addEventListener('htmx:error', (event) => {
  if (wasSent(event)) showTrouble(true)
})
document.addEventListener('htmx:response:error', (event) => {
  if (wasSent(event) && event.detail.ctx?.response?.status >= 500) showTrouble(true)
})
