/**
 * A page about somebody does not stand on a screen for longer than its session lasts: when none of its pages has been touched for so
 * long it signs out by itself, and the way in leads back to it. Typing a long note is use, and the server is told so. Without script
 * the page stands.
 */

/** One clock for all tabs of the session: when somebody last used any of them, in milliseconds. */
const USED = 'sedd:used'
const WARN_MS = 60_000
const TELL_MS = 60_000

const warning = document.querySelector<HTMLElement>('[data-stands]')
if (warning) stand(warning)

function stand(warning: HTMLElement): void {
  const { stands, tell = '', out = '' } = warning.dataset
  let told = Date.now()
  let noted = 0
  let left = false
  const use = () => {
    const now = Date.now()
    warning.hidden = true
    if (now - noted < 1000) return
    noted = now
    localStorage.setItem(USED, String(now))
    if (now - told < TELL_MS) return
    told = now
    // A line that is down, or a session that is over, is met when the page is sent.
    fetch(tell, { cache: 'no-store' }).catch(() => undefined)
  }
  const look = () => {
    const remaining = Number(localStorage.getItem(USED)) + Number(stands) * 1000 - Date.now()
    if (remaining > 0) warning.hidden = remaining > WARN_MS
    else if (!left) leave(out)
    left = remaining <= 0
  }
  use()
  for (const kind of ['pointerdown', 'keydown', 'input', 'wheel']) addEventListener(kind, use, { passive: true })
  setInterval(look, 5000)
  // A machine that slept wakes up with the page on its screen.
  document.addEventListener('visibilitychange', look)
}

/** Signs out, and leaves nothing on the screen: the way in leads back here. */
function leave(out: string): void {
  // What is unsaved is kept as a draft: no question that holds the page.
  addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), { capture: true })
  const form = document.createElement('form')
  const back = document.createElement('input')
  Object.assign(form, { method: 'post', action: out })
  Object.assign(back, { type: 'hidden', name: 'back', value: location.pathname + location.search })
  form.append(back)
  document.body.append(form)
  form.submit()
}
