/**
 * What script adds to pages that work without it. One plain module, no framework, nothing kept but drafts.
 * Each part looks for its own mark in the page and does nothing where there is none.
 */

const all = <T extends Element>(selector: string, root: ParentNode = document): T[] => [
  ...root.querySelectorAll<T>(selector),
]

let asked = 0

/** A page as the browser reads it by itself: no script here makes markup out of text. Null when it was not that page that came. */
function page(url: string): Promise<Document | null> {
  const asking = new XMLHttpRequest()
  asking.open('GET', url)
  asking.responseType = 'document'
  return new Promise((resolve) => {
    asking.onloadend = () =>
      resolve(asking.status === 200 && asking.responseURL.endsWith(url) ? asking.responseXML : null)
    asking.send()
  })
}

/** Filters answer in place: the same page is fetched, and the parts with the named ids change. */
async function update(form: HTMLFormElement): Promise<void> {
  asked += 1
  const turn = asked
  const query = new URLSearchParams()
  new FormData(form).forEach((value, name) => {
    if (typeof value === 'string' && value) query.append(name, value)
  })
  const url = `${form.action.split('?')[0]}?${query}`
  const fresh = await page(url)
  // On a slow line an earlier answer may come after a later one.
  if (turn !== asked) return
  if (!fresh) return location.assign(url)
  for (const id of form.dataset['partial']?.split(' ') ?? []) {
    const now = fresh.getElementById(id)
    if (now) document.getElementById(id)?.replaceWith(now)
  }
  history.replaceState(null, '', url)
  document.title = fresh.title
  arrange()
}

/** Marks that come with the page and with every part that is replaced. */
function arrange(): void {
  for (const box of all<HTMLInputElement>('[data-select-all]')) box.parentElement?.removeAttribute('hidden')
  for (const part of all('[data-today]')) {
    const view = part.closest('.lifeline-view')
    const here = part.getBoundingClientRect()
    if (view) view.scrollLeft += here.left - view.getBoundingClientRect().left - view.clientWidth / 2
  }
}

function count(form: HTMLFormElement | null): void {
  const note = form?.querySelector<HTMLElement>('[data-selected]')
  const number = form
    ? [...form.elements].filter((box) => box.matches('[type=checkbox]:checked:not([data-select-all])')).length
    : 0
  if (!note) return
  note.hidden = number === 0
  const output = note.querySelector('output')
  if (output) output.value = String(number)
}

document.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return
  if (target.form?.dataset['partial']) target.form.requestSubmit()
  const name = target.dataset['selectAll']
  if (target instanceof HTMLInputElement && name) {
    for (const box of target.form?.elements ?? [])
      if (box instanceof HTMLInputElement && box.name === name) box.checked = target.checked
  }
  count(target.form)
})

const sent = new WeakSet<Element>()
let unsaved = false

document.addEventListener('submit', (event) => {
  const form = event.target
  if (!(form instanceof HTMLFormElement)) return
  if (form.dataset['partial']) {
    event.preventDefault()
    void update(form)
  } else if (form.method === 'post') {
    if (sent.has(form)) event.preventDefault()
    sent.add(form)
    // A form that answers with a file leaves the page standing: it may be sent again.
    setTimeout(() => sent.delete(form), 3000)
    unsaved = false
  }
})

document.addEventListener('keydown', (event) => {
  const typing = event.target instanceof Element && event.target.closest('input, textarea, select')
  if (event.key === 'Escape')
    for (const menu of all<HTMLDetailsElement>('.account[open], .places details[open]')) menu.open = false
  const search = document.getElementById('search')
  if (!search || event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  search.focus()
})

/** The line under a lifeline says what is pointed at. */
for (const kind of ['pointerover', 'focusin']) {
  document.addEventListener(kind, ({ target }) => {
    const part = target instanceof Element ? target.closest('.lifeline-view a') : null
    const line = part?.closest('.lifeline')?.querySelector('.lifeline-hint')
    if (part && line) line.textContent = part.getAttribute('aria-label')
  })
}

/** Drafts live in this tab, locked (drafts.ts), until the server says that they are saved. */
for (const { dataset } of all<HTMLElement>('[data-saved]')) sessionStorage.removeItem(dataset['saved'] ?? '')
for (const form of all<HTMLFormElement>('form[data-draft]'))
  form.addEventListener('input', () => {
    unsaved = true
  })
addEventListener('beforeunload', (event) => unsaved && event.preventDefault())

for (const box of all<HTMLElement>('[data-events]')) {
  const events = new EventSource(box.dataset['events'] ?? '')
  events.onmessage = ({ data }) => {
    const { done, total, text, href } = JSON.parse(data)
    const bar = box.querySelector('progress')
    if (bar && total) [bar.max, bar.value] = [total, done]
    const line = box.querySelector('.progress-text')
    if (line) line.textContent = text
    if (!href) return
    events.close()
    location.assign(href)
  }
}

all<HTMLElement>('[data-focus]')[0]?.focus()
arrange()
