import { z } from 'zod'

/**
 * The trail: who did and saw what (dataskyddsförordningen art. 5.2 and 32; OSL 4 kap.). An event commits with the change it tells of.
 * Its public part is sealed within a second: batches in a Merkle tree, heads in a chain, each head signed and handed to an outside
 * witness. Its private part can be erased, and what is left still verifies. docs/adr/0019-the-form-of-the-trail.md says why.
 */

export const Event = z.object({
  id: z.number(),
  at: z.string(),
  actorId: z.uuid(),
  actorName: z.string().nullable(),
  actorRole: z.string(),
  actorTitle: z.string().nullable(),
  actorDomainId: z.uuid(),
  /** Where they were placed in that role at the time, in one's own domain. */
  actorUnits: z.array(z.string()),
  purpose: z.string(),
  action: z.string(),
  object: z.string().nullable(),
  personId: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()).nullable(),
  /** The private part was erased. */
  erased: z.boolean(),
  /** The batch it was sealed in; null until then. */
  batch: z.number().nullable(),
})
export type Event = z.infer<typeof Event>

/** What to look for in the log. Events of persons are those of all the ids: somebody merged has several. */
export type EventFilter = {
  readonly personIds?: readonly string[] | undefined
  readonly actorId?: string | undefined
  readonly actions?: readonly string[] | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
  /** The last id of the page before. */
  readonly before?: number | undefined
  readonly most: number
}

/** The head over a batch and so over all that lies before it. Hashes and signatures are hexadecimal. */
export const Head = z.object({
  n: z.number(),
  head: z.string(),
  prev: z.string(),
  events: z.number(),
  sealedAt: z.string(),
})
export type Head = z.infer<typeof Head>

/** A head as it is handed to a witness: one line of JSON. */
export const SignedHead = Head.extend({ signedAt: z.string(), key: z.string(), signature: z.string() })
export type SignedHead = z.infer<typeof SignedHead>

/** How far sealing has come, for those who watch over it. */
export const TrailState = z.object({
  sealed: z.number().nullable(),
  sealedAt: z.string().nullable(),
  signed: z.number().nullable(),
  key: z.string().nullable(),
  waiting: z.number(),
  delaySeconds: z.number(),
  /** Waited for more than a minute while others were sealed. */
  passed: z.number(),
})
export type TrailState = z.infer<typeof TrailState>
