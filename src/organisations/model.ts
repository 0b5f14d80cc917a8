import { z } from 'zod'
import { Day } from '../kernel/date.ts'

/**
 * Organisations: the country's reference data (municipalities, school units, programmes), and a domain's own organisations,
 * units and code lists. A code is unverified until an administrator confirms that it is the authority's.
 */
export const Municipality = z.object({ code: z.string(), name: z.string() })
export type Municipality = z.infer<typeof Municipality>

export const OrganisationKind = z.enum(['municipality', 'region', 'private', 'state', 'folk_high_school', 'other'])
export type OrganisationKind = z.infer<typeof OrganisationKind>

export const Organisation = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: OrganisationKind,
  organisationNumber: z.string().nullable(),
  endedOn: Day.nullable(),
  units: z.number(),
})
export type Organisation = z.infer<typeof Organisation>

export const Unit = z.object({
  id: z.uuid(),
  organisationId: z.uuid(),
  organisation: z.string(),
  name: z.string(),
  schoolUnitCode: z.string().nullable(),
  endedOn: Day.nullable(),
})
export type Unit = z.infer<typeof Unit>

export const CodeList = z.enum(['occupation', 'entry_reason', 'decision_reason'])
export type CodeList = z.infer<typeof CodeList>

export const Code = z.object({
  id: z.uuid(),
  list: CodeList,
  code: z.string(),
  labelSv: z.string(),
  labelEn: z.string(),
  bestBeforeDays: z.number().nullable(),
  validFrom: Day,
  validUntil: Day.nullable(),
  confirmedAt: z.string().nullable(),
})
export type Code = z.infer<typeof Code>
