// The little that pages need beyond htmx: where the focus goes, what is said aloud, and what is shown
// when the server cannot be reached. Every page works without it.

const summary = () => document.getElementById('error-summary')
const result = () => document.getElementById('result') ?? document.querySelector('main h1')

// Whoever is still at work elsewhere on the page keeps the focus; only a lost one is moved.
function focusAfterSwap() {
  const lost = document.activeElement === document.body || document.activeElement === null
  if (summary()) summary().focus()
  else if (lost) result()?.focus()
}

let inMain = false
document.addEventListener('htmx:before:swap', (event) => {
  inMain = event.detail.ctx?.target?.id === 'main'
})
document.addEventListener('htmx:after:settle', () => {
  if (inMain) focusAfterSwap()
  inMain = false
})

// An error summary that was there when the page came, without a swap.
summary()?.focus()

function showTrouble(shown) {
  const trouble = document.getElementById('trouble')
  if (trouble) trouble.hidden = !shown
}
document.addEventListener('htmx:error', () => showTrouble(true))
document.addEventListener('htmx:before:request', () => showTrouble(false))
document.addEventListener('htmx:response:error', (event) => {
  if (event.detail.ctx?.response?.status >= 500) showTrouble(true)
})
