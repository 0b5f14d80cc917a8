/**
 * Passkeys: a form marked `data-passkey` first has the browser ask its authenticator, puts the answer in its field `credential`, and
 * is sent. Nothing is kept. What can go wrong stands in the page, hidden until it does.
 */

for (const box of document.querySelectorAll<HTMLElement>('[data-passkey]')) {
  const form = box.querySelector('form')
  const field = form?.elements.namedItem('credential')
  if (!form || !(field instanceof HTMLInputElement)) continue
  let asking = false
  const tell = (problem: string | null) => {
    for (const each of box.querySelectorAll<HTMLElement>('[data-problem]'))
      each.hidden = each.dataset['problem'] !== problem
  }
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (asking) return
    asking = true
    tell(null)
    try {
      field.value = JSON.stringify(await answer(box))
      form.submit()
    } catch (error) {
      tell(
        error instanceof Error && error.name === 'NotSupported'
          ? 'old'
          : error instanceof DOMException
            ? 'cancelled'
            : 'failed',
      )
    }
    asking = false
  })
}

async function answer({ dataset }: HTMLElement): Promise<unknown> {
  const purpose = dataset['purpose'] ?? ''
  if (!('PublicKeyCredential' in window) || !PublicKeyCredential.parseRequestOptionsFromJSON)
    throw Object.assign(new Error(), { name: 'NotSupported' })
  const asked = await fetch(dataset['passkey'] ?? '', { method: 'POST', body: new URLSearchParams({ purpose }) })
  if (!asked.ok) throw new Error(String(asked.status))
  const options = await asked.json()
  const made =
    purpose === 'add' || purpose === 'invitation'
      ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
  return (await made) as PublicKeyCredential
}
