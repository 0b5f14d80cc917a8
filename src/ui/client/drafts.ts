/**
 * Drafts of a form live in this tab, through a sign-out as well, so that nothing written is lost. They lie there locked: the key is the
 * writer's own, comes from the server to whoever is signed in, and is kept nowhere but in the memory of the page.
 */

type Locked = { readonly iv: string; readonly text: string }

const forms = [...document.querySelectorAll<HTMLFormElement>('form[data-draft]')]
const [first] = forms
// Without a secure line the browser has no means of locking, and nothing is kept.
if (first && 'subtle' in crypto) void keep(first.dataset['draftKey'] ?? '')

async function keep(address: string): Promise<void> {
  const typed = new Set<HTMLFormElement>()
  let key: CryptoKey | undefined
  // One after another: what was written last is what is kept.
  let locking = Promise.resolve()
  const save = (form: HTMLFormElement) => {
    typed.add(form)
    form.dataset['drafting'] = ''
    const by = key
    if (by) locking = locking.then(() => lock(form, by))
  }
  for (const form of forms) form.addEventListener('input', () => save(form))
  const answer = await fetch(address, { cache: 'no-store' }).catch(() => null)
  // Whoever is signed out is led to the way in.
  if (!answer?.ok || answer.redirected) return
  key = await crypto.subtle.importKey('raw', bytes((await answer.json()).key), 'AES-GCM', false, ['encrypt', 'decrypt'])
  for (const form of forms) {
    // Who has begun to write before the draft was there goes on with what they write.
    if (typed.has(form)) await lock(form, key)
    else if (!('returned' in form.dataset)) await fill(form, key)
  }
}

const place = (form: HTMLFormElement) => form.dataset['draft'] ?? ''
/** A draft is good for the form that it was written in, and for no other. */
const bound = (form: HTMLFormElement) => new TextEncoder().encode(place(form))

async function lock(form: HTMLFormElement, key: CryptoKey): Promise<void> {
  const words = wordsIn(form)
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const clear = new TextEncoder().encode(words)
  const text = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bound(form) }, key, clear)
  const locked: Locked = { iv: letters(iv), text: letters(new Uint8Array(text)) }
  sessionStorage.setItem(place(form), JSON.stringify(locked))
  // What was written meanwhile is locked in its turn: until then the form says that not all of it is kept.
  if (wordsIn(form) === words) delete form.dataset['drafting']
}

const wordsIn = (form: HTMLFormElement) =>
  JSON.stringify([...new FormData(form)].filter(([name, value]) => name !== 'token' && typeof value === 'string'))

async function fill(form: HTMLFormElement, key: CryptoKey): Promise<void> {
  const kept = sessionStorage.getItem(place(form))
  if (!kept) return
  const fields = await unlock(form, key, kept)
  // What cannot be opened is no draft of theirs, or was kept before drafts were locked.
  if (!fields) return sessionStorage.removeItem(place(form))
  for (const [name, value] of fields) {
    const field = form.elements.namedItem(name)
    if (field instanceof HTMLInputElement && /radio|checkbox/.test(field.type)) field.checked = field.value === value
    else if (field && 'value' in field) field.value = value
  }
  // A box that is not ticked is not among the fields: every box is set, for what was unticked and for those of one name.
  for (const box of form.querySelectorAll<HTMLInputElement>('[type=checkbox]'))
    box.checked = fields.some(([name, value]) => name === box.name && value === box.value)
  // A form that lies folded is unfolded: what is written in it is not saved.
  form.closest('details')?.setAttribute('open', '')
  form.querySelector('[data-draft-note]')?.removeAttribute('hidden')
}

async function unlock(form: HTMLFormElement, key: CryptoKey, kept: string): Promise<[string, string][] | null> {
  try {
    const { iv, text }: Locked = JSON.parse(kept)
    const how = { name: 'AES-GCM', iv: bytes(iv), additionalData: bound(form) }
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(how, key, bytes(text))))
  } catch {
    return null
  }
}

const bytes = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
const letters = (all: Uint8Array) => btoa([...all].map((byte) => String.fromCharCode(byte)).join(''))
