/**
 * Shows what the push service brings, and opens the page it speaks of. Runs without a page, keeps nothing and fetches nothing: what it is
 * given is a count, and an address of our own.
 */

type Lasting = Event & { waitUntil(work: Promise<unknown>): void }
type Brought = Lasting & { readonly data: { json(): Shown } | null }
type Pressed = Lasting & { readonly notification: Notification }
type Shown = { title: string; body: string; lang: string; open: string; icon: string }
type Worker = {
  readonly registration: ServiceWorkerRegistration
  readonly clients: { openWindow(url: string): Promise<unknown> }
}

const worker = self as unknown as Worker

self.addEventListener('push', (event) => {
  const { data, waitUntil } = event as Brought
  if (!data) return
  const { title, body, lang, open, icon } = data.json()
  // One at a time: the newest says how many there are.
  const options = { body, lang, icon, tag: 'sedd', renotify: true, data: open }
  waitUntil.call(event, worker.registration.showNotification(title, options))
})

self.addEventListener('notificationclick', (event) => {
  const { notification, waitUntil } = event as Pressed
  notification.close()
  const { pathname } = new URL(notification.data, location.origin)
  waitUntil.call(event, worker.clients.openWindow(pathname))
})
