// A kiosk that somebody left goes back to its beginning, or looks again where it waits. Whoever types
// or touches the screen is still there, so it waits anew.

const card = document.querySelector('[data-after-s]')
let timer

function begin() {
  clearTimeout(timer)
  timer = setTimeout(() => location.replace(card.dataset.to), Number(card.dataset.afterS) * 1000)
}

if (card) {
  begin()
  for (const sign of ['keydown', 'pointerdown']) document.addEventListener(sign, begin)
}
