// Asks the browser for a passkey and sends its answer with the form that is there for it. Without script,
// or in a browser that knows no passkeys, that form stays hidden and the other ways are there.

const card = document.getElementById('passkey')
const form = card?.querySelector('form')
const knows =
  typeof PublicKeyCredential === 'function' &&
  typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function'

async function answer() {
  const options = JSON.parse(form.dataset.options)
  if (form.dataset.passkey === 'create') {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options)
    return navigator.credentials.create({ publicKey })
  }
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options)
  return navigator.credentials.get({ publicKey })
}

async function send(event) {
  event.preventDefault()
  const trouble = document.getElementById('passkey-trouble')
  trouble.hidden = true
  try {
    const given = await answer()
    form.elements.passkey.value = JSON.stringify(given.toJSON())
    form.submit()
  } catch {
    // Whoever closes the browser's dialogue, or has no passkey here, goes on in another way.
    trouble.hidden = false
  }
}

if (form && knows) {
  card.hidden = false
  form.addEventListener('submit', send)
}
