// A page that is told what changes on it: data-changes says where, data-after from which position on.
// New things are announced beside the link that is there anyway, and nothing moves until somebody
// follows it. A page that is only looked at (data-reload) comes again by itself. Without this script the
// link remains, and such a page comes again after a while.

const region = document.querySelector('[data-changes]')
const pollMs = 20_000
const line = `${region?.dataset.changes}?after=${region?.dataset.after}`

function tell({ news, words }) {
  if (!words) return
  if (region.dataset.reload !== undefined) {
    location.reload()
    return
  }
  const link = region.querySelector('a')
  const text = `${words}, show ${news === 1 ? 'it' : 'them'}`
  // The same words again would be read out again.
  if (link.textContent !== text) link.textContent = text
  region.classList.add('changes-told')
}

let source
let polling

async function poll() {
  try {
    const headers = { accept: 'application/json', 'hx-request': 'true' }
    const answer = await fetch(line, { headers })
    if (answer.ok) tell(await answer.json())
  } catch {
    // The clinic cannot be reached now: it is asked again.
  }
}

function listen() {
  source = new EventSource(line)
  source.addEventListener('changes', (event) => tell(JSON.parse(event.data)))
  // A line that is lost comes back by itself; one that is refused does not.
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) polling ??= setInterval(poll, pollMs)
  })
}

function hangUp() {
  source?.close()
  clearInterval(polling)
  polling = undefined
}

// A browser has few lines to one place, and a page that nobody sees needs none.
function follow() {
  hangUp()
  if (document.hidden) return
  if ('EventSource' in window) listen()
  else {
    poll()
    polling = setInterval(poll, pollMs)
  }
}

// What only time changes, such as what is late, is seen when the page comes again.
const reloadS = Number(region?.dataset.reload)
if (reloadS > 0) setTimeout(() => location.reload(), reloadS * 1000)

if (region) {
  document.addEventListener('visibilitychange', follow)
  addEventListener('pagehide', hangUp)
  addEventListener('pageshow', (event) => event.persisted && follow())
  follow()
}
