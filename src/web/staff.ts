import { Hono } from 'hono'
import { changeRoutes } from '../access/accounts/change-routes.ts'
import { directoryRoutes } from '../access/accounts/directory-routes.ts'
import { staffFileRoutes } from '../access/accounts/file-routes.ts'
import type { Inviting } from '../access/accounts/invitation.ts'
import { memberRoutes } from '../access/accounts/member-routes.ts'
import { staffListRoutes } from '../access/accounts/routes.ts'
import { teamRoutes } from '../access/accounts/team-routes.ts'
import { provisioningRoutes } from '../access/scim/setting-routes.ts'
import { mappingRoutes } from '../integrations/deliveries/mapping-routes.ts'
import { newImportRoutes } from '../integrations/deliveries/new-routes.ts'
import { deliveryRoutes } from '../integrations/deliveries/routes.ts'
import { readTable } from '../integrations/sheets/table.ts'
import type { Database, Write } from '../kernel/database.ts'
import type { Env } from '../kernel/http.ts'
import { moveInRoutes } from '../moves/in-routes.ts'
import { moveListRoutes } from '../moves/list-routes.ts'
import { moveOutRoutes } from '../moves/out-routes.ts'
import { deriveSoon } from '../moves/planning.ts'
import { noteRoutes } from '../notes/routes.ts'
import { noteSettingRoutes } from '../notes/setting-routes.ts'
import { noticeInRoutes } from '../notices/in-routes.ts'
import { noticeListRoutes } from '../notices/list-routes.ts'
import { noticeOutRoutes } from '../notices/out-routes.ts'
import { organisationRoutes } from '../organisations/routes.ts'
import { duplicateRoutes } from '../people/duplicates/routes.ts'
import { entryRoutes } from '../people/entry-routes.ts'
import { peopleRoutes } from '../people/routes.ts'
import { approvalRoutes } from '../privacy/approval-routes.ts'
import { extractRoutes } from '../privacy/extract-routes.ts'
import { logRoutes } from '../privacy/log-routes.ts'
import { retentionRoutes } from '../privacy/retention-routes.ts'
import { reviewRoutes } from '../privacy/review-routes.ts'
import { referralElsewhereRoutes } from '../referrals/elsewhere-routes.ts'
import { referralListRoutes } from '../referrals/list-routes.ts'
import { referralRoutes } from '../referrals/routes.ts'
import { afterFacts, openPerson } from '../register/actions.ts'
import { exportRoutes } from '../register/export-routes.ts'
import { carryMerged, giveBackMerged } from '../register/merge-actions.ts'
import { personRoutes } from '../register/person-routes.ts'
import { openReached } from '../register/reached-actions.ts'
import { reachedRoutes } from '../register/reached-routes.ts'
import { registerRoutes } from '../register/routes.ts'
import { searchRoutes } from '../register/search-routes.ts'
import { secrecyRoutes } from '../sharing/law-routes.ts'
import { personSharingRoutes } from '../sharing/person-routes.ts'
import { receivedRoutes } from '../sharing/received-routes.ts'
import { glassRoutes } from '../sight/glass-routes.ts'
import { sightRoutes } from '../sight/routes.ts'
import { whyFold } from '../sight/why.ts'
import { alertRoutes } from '../tasks/alert-routes.ts'
import { calendarRoutes } from '../tasks/calendar-routes.ts'
import { personTaskRoutes } from '../tasks/person-routes.ts'
import { pushRoutes } from '../tasks/push/routes.ts'
import { taskRoutes } from '../tasks/routes.ts'
import { reminderSettingRoutes } from '../tasks/settings-routes.ts'
import { FROM_ABOVE } from './cards.ts'
import { formsAndMappingRoutes } from './forms.ts'
import { type Messaging, messagingRoutes, outreachRoutes } from './outreach.ts'
import { permissionsOf } from './permissions.ts'
import { planningRoutes } from './planning.ts'
import { movingOnRoutes } from './progress.ts'
import { supportRoutes } from './support.ts'

/** The databases the web process holds, each signed in as its own role. */
export type Surfaces = {
  readonly web: Database
  readonly imports: Database
  /** Alone may make a session. Without it one can only choose somebody of the demonstration. */
  readonly signIn?: Database
}

export type StaffOptions = {
  /** The public key of web push; null where the installation sends none. */
  readonly pushKey?: string | null
  readonly pullHosts: readonly string[]
  readonly inviting: Inviting
  readonly messaging: Messaging
}

/** Every module's routes for staff; `pullHosts` as in `WebOptions`. */
export function staffRoutes(
  surfaces: Surfaces,
  { pullHosts, inviting, messaging, pushKey = null }: StaffOptions,
): Hono<Env> {
  const reaching = { sendsMail: inviting.send !== null, publicUrl: inviting.publicUrl, pushKey }
  const above = { open: openPerson, touch: afterChange, why: whyFold }
  return new Hono<Env>()
    .route('/', registerRoutes(FROM_ABOVE))
    .route('/', organisationRoutes())
    .route('/', staffListRoutes())
    .route('/', changeRoutes(inviting))
    .route('/', staffFileRoutes(readTable))
    .route('/', memberRoutes(inviting))
    .route('/', teamRoutes())
    .route('/', directoryRoutes(permissionsOf))
    .route('/', provisioningRoutes(inviting.publicUrl))
    .route('/', exportRoutes())
    .route('/', approvalRoutes())
    .route('/', logRoutes())
    .route('/', extractRoutes())
    .route('/', retentionRoutes())
    .route('/', reviewRoutes())
    .route('/', entryRoutes(above))
    .route('/', personRoutes(FROM_ABOVE))
    .route('/', searchRoutes())
    .route('/', reachedRoutes())
    .route('/', sightRoutes({ open: openReached }))
    .route('/', glassRoutes())
    .route('/', peopleRoutes(above))
    .route('/', outreachRoutes(messaging))
    .route('/', messagingRoutes({ messaging, publicUrl: inviting.publicUrl }))
    .route('/', planningRoutes({ publicUrl: inviting.publicUrl }))
    .route('/', supportRoutes())
    .route('/', referralListRoutes(inviting.publicUrl))
    .route('/', referralRoutes())
    .route('/', referralElsewhereRoutes())
    .route('/', noticeListRoutes())
    .route('/', noticeInRoutes())
    .route('/', noticeOutRoutes())
    .route('/', moveListRoutes())
    .route('/', moveOutRoutes())
    .route('/', moveInRoutes())
    .route('/', movingOnRoutes())
    .route('/', taskRoutes())
    .route('/', personTaskRoutes())
    .route('/', calendarRoutes())
    .route('/', reminderSettingRoutes(reaching))
    .route('/', pushRoutes(reaching))
    .route('/', alertRoutes())
    .route('/', noteRoutes())
    .route('/', noteSettingRoutes())
    .route('/', formsAndMappingRoutes({ publicUrl: inviting.publicUrl, takesIn: messaging.answers !== null }))
    .route('/', duplicateRoutes({ ...above, merged: carryMerged, unmerged: giveBackMerged }))
    .route('/', personSharingRoutes())
    .route('/', receivedRoutes())
    .route('/', secrecyRoutes())
    .route('/', mappingRoutes())
    .route('/', newImportRoutes(surfaces.imports, pullHosts))
    .route('/', deliveryRoutes(surfaces.imports))
}

/** What a change of somebody's facts by hand leads to: the register at once, and whether they have moved within seconds. */
async function afterChange(tx: Write, personIds: readonly string[]): Promise<void> {
  await afterFacts(tx, personIds)
  await deriveSoon(tx, personIds)
}
