import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

/** Markup that is already safe: what `html` returns. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

/** What an `html` template takes: text is escaped, markup is not, null and false vanish. */
export type Content = Html | string | number | null | undefined | false | readonly Content[]

export { html, raw as trusted }
