// The keyboard of the bench. Everything works without it, by Tab and Enter; with it the arrow keys go
// from one row's task to the next, and a scanner finds its field at once.

const tasks = () => [...document.querySelectorAll('.table .cell-action :is(a, button)')]
const ways = { ArrowDown: 1, ArrowUp: -1 }

document.addEventListener('keydown', (event) => {
  const way = ways[event.key]
  const all = tasks()
  const here = all.indexOf(event.target)
  if (!way || here < 0) return
  event.preventDefault()
  all[here + way]?.focus()
})

// Where a finger is the pointer, a field with the focus would only bring up a keyboard over the page.
const row = document.getElementById(location.hash.slice(1))
const field = document.querySelector('[data-scanner]')
const nobodyIsElsewhere = () => document.activeElement === document.body
if (row) {
  // Whoever comes back from one of the rows goes on there, at what is to be done with it now. Browsers
  // take the focus away once more when they scroll to the row, before the page is loaded.
  const focusTask = () => {
    if (nobodyIsElsewhere()) row.querySelector('.cell-action :is(a, button)')?.focus()
  }
  addEventListener('load', () => requestAnimationFrame(focusTask))
} else if (field && nobodyIsElsewhere() && matchMedia('(pointer: fine)').matches) {
  field.focus({ preventScroll: true })
}
