/**
 * Turns this browser into one that tells: a part marked `data-push` shows its form where the browser can; the form asks for leave, has the
 * browser's own push service give an address, puts that in its field `subscription`, and is sent. Nothing is kept.
 */

type Policy = { createScriptURL(text: string): string }
type Types = { createPolicy(name: string, rules: Policy): Policy }

let policy: Policy | undefined
const WORKER = /^\/assets\/push-worker\.js\?v=\w+$/

for (const box of document.querySelectorAll<HTMLElement>('[data-push]')) {
  const form = box.querySelector('form')
  const field = form?.elements.namedItem('subscription')
  const able = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window
  if (!form || !(field instanceof HTMLInputElement) || !able) continue
  box.querySelector('[data-without]')?.remove()
  box.querySelector('[data-with]')?.removeAttribute('hidden')
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const tell = (problem: string | null) => {
      for (const each of box.querySelectorAll<HTMLElement>('[data-problem]'))
        each.hidden = each.dataset['problem'] !== problem
    }
    tell(null)
    if ((await Notification.requestPermission()) !== 'granted') return tell('denied')
    try {
      field.value = JSON.stringify(await subscribed(box.dataset['push'] ?? '', box.dataset['worker'] ?? ''))
      form.submit()
    } catch {
      tell('failed')
    }
  })
}

async function subscribed(key: string, address: string): Promise<PushSubscription> {
  const registration = await navigator.serviceWorker.register(trusted(address), { updateViaCache: 'none' })
  await active(registration)
  const options = { userVisibleOnly: true, applicationServerKey: key }
  // What the browser holds may be for a key that is no more.
  await (await registration.pushManager.getSubscription())?.unsubscribe()
  return registration.pushManager.subscribe(options)
}

/** A worker that is new takes a moment before it can be asked. */
function active({ active: running, installing, waiting }: ServiceWorkerRegistration): Promise<void> {
  const coming = installing ?? waiting
  if (running || !coming) return Promise.resolve()
  return new Promise((resolve) =>
    coming.addEventListener('statechange', () => coming.state === 'activated' && resolve()),
  )
}

/** The one script that this page may start (Trusted Types): our worker, and nothing that somebody else has put in its place. */
function trusted(address: string): string {
  policy ??= (window as unknown as { trustedTypes?: Types }).trustedTypes?.createPolicy('sedd-worker', {
    createScriptURL: (text) => (WORKER.test(text) ? text : ''),
  })
  return policy?.createScriptURL(address) ?? address
}
