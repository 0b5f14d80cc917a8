import { type Content, type Html, html } from '../../kernel/html.ts'
import { pageHead, tabs } from '../../ui/components/navigation.ts'
import { words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { StaffView } from './frame.ts'
import { TEXT } from './text.ts'

/** Where each leads, and what it takes to come there. */
const TABS = {
  staff: [paths.staff, 'access.read_staff'],
  changes: [paths.staffChanges, 'access.decide_change'],
  teams: [paths.teams, 'access.read_staff'],
  file: [paths.staffFile, 'access.edit_staff'],
  provisioning: [paths.provisioning, 'access.edit_provisioning'],
  roles: [paths.roles, 'access.read_roles'],
} as const

type TabKey = keyof typeof TABS

/** The pages about staff: one head, and a tab for each that one may open. */
export function staffFrame(
  view: Pick<StaffView, 'language' | 'domainName' | 'may'>,
  current: TabKey,
  content: Content,
): Html {
  const say = words(TEXT, view.language)
  const list = (Object.entries(TABS) as [TabKey, (typeof TABS)[TabKey]][])
    .filter(([, [, permission]]) => view.may(permission))
    .map(([key, [to]]) => ({ label: say(`tab.${key}`), href: to(), current: key === current }))
  return html`${pageHead({ title: say('title'), lead: say('lead', { domain: view.domainName }) })}
${tabs(view.language, say('title'), list)}
${content}`
}
