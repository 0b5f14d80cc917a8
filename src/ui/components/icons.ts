import { type Html, trusted } from '../../kernel/html.ts'

/** Drawn here in a field of 24 × 24 with one line width, so that no font can lack them. */
const LINES = {
  account: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20c1-3.6 4-5.5 7.5-5.5s6.5 1.9 7.5 5.5',
  add: 'M12 5v14M5 12h14',
  admin: 'M4 7h9m5 0h2M4 17h2m5 0h9M15.5 4.5v5M8.5 14.5v5',
  bell: 'M6 17h12l-1.5-2.5V10a4.5 4.5 0 0 0-9 0v4.5zM10 19.5a2 2 0 0 0 4 0M12 5.5v-2',
  back: 'M14.5 5.5 8 12l6.5 6.5',
  calendar: 'M5 6h14v14H5zM5 10.5h14M9 3.5V8m6-4.5V8',
  changes: 'M4 9h14l-4-4M20 15H6l4 4',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  close: 'm6 6 12 12M18 6 6 18',
  duplicates: 'M4 4h11v11H4zM9 19.5h11V9',
  edit: 'm4 20 1-4.5L16 4.5l3.5 3.5L8.5 19zM13.5 7l3.5 3.5',
  export: 'M12 15V4m0 0L7.5 8.5M12 4l4.5 4.5M4 15v5h16v-5',
  filter: 'M4 6h16M7 12h10M10 18h4',
  forward: 'M9.5 5.5 16 12l-6.5 6.5',
  import: 'M12 4v11m0 0 4.5-4.5M12 15l-4.5-4.5M4 15v5h16v-5',
  info: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 11v5.5M12 7.5v.1',
  language: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM3.5 12h17M12 3.5c5 5 5 12 0 17-5-5-5-12 0-17Z',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1',
  lock: 'M5.5 11h13v9h-13zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2',
  mail: 'M3.5 6h17v12.5h-17zM4 6.5l8 7 8-7',
  more: 'M5 12h.1M12 12h.1M19 12h.1',
  person: 'M12 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM5 20c.5-4 3.5-6 7-6s6.5 2 7 6',
  phone: 'M5 4h4l1.5 5-2.5 1.5a12 12 0 0 0 5.5 5.5L15 13.5l5 1.5v4c-9 2-17-6-15-15Z',
  place:
    'M12 21c4.5-4.5 6.5-7.5 6.5-11a6.5 6.5 0 0 0-13 0c0 3.5 2 6.5 6.5 11ZM12 12a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z',
  print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
  register: 'M4 6h1m4 0h11M4 12h1m4 0h11M4 18h1m4 0h11',
  save: 'M6 4h12v16l-6-4.5L6 20z',
  school: 'M2.5 9.5 12 5l9.5 4.5L12 14zM6.5 11.5V16c3 2.7 8 2.7 11 0v-4.5M21.5 9.5V15',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 20.5 20.5',
  signOut: 'M14 4H5v16h9M10 12h11m0 0-4-4m4 4-4 4',
  sort: 'm8 10 4-4.5 4 4.5M8 14l4 4.5 4-4.5',
  sortDown: 'm7 10 5 5 5-5',
  sortUp: 'm7 14 5-5 5 5',
  today:
    'M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM12 2.5V4m0 16v1.5M2.5 12H4m16 0h1.5M5.3 5.3l1 1m11.4 11.4 1 1M5.3 18.7l1-1M17.7 6.3l1-1',
  undo: 'M8.5 5 4 9.5 8.5 14M4.5 9.5H15a5 5 0 0 1 0 10h-4',
  warning: 'M12 4 21 19.5H3zM12 10v4.5m0 2.3v.1',
} as const

export type IconName = keyof typeof LINES

const DRAWN = Object.fromEntries(
  Object.entries(LINES).map(([name, path]) => [
    name,
    trusted(`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`),
  ]),
)

/** A small picture beside a word, never instead of it: it is hidden from those who listen. */
export function icon(name: IconName): Html {
  return DRAWN[name] ?? trusted('')
}

/** The sign of Sedd: an eye that is also a leaf. */
export const MARK = trusted(
  '<svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><path class="mark-leaf" d="M3 16C8 7 16 4 29 4c0 13-4 21-13 24C9 29 4 25 3 16Z"/><circle class="mark-eye" cx="15.5" cy="16.5" r="5.5"/><circle class="mark-light" cx="17.5" cy="14.5" r="1.6"/></svg>',
)
