import { z } from 'zod'

/**
 * The register of kommunernas aktivitetsansvar (KAA), skollagen 29 kap. 9 §.
 *
 * Who is in scope on a day, why, from which source and what would change it. Enrolments and completions are facts;
 * membership is computed from them, as periods, and never typed in.
 */

/** As much as one writes of what a decision builds on, and of who told of an occupation; the database holds the same. */
export const LONGEST_EVIDENCE = 1000
export const LONGEST_SOURCE = 120

/** `skolform` of the enrolment sheet (docs/files.md, decision 3). */
export const SchoolForm = z.enum([
  'GR',
  'GRAN',
  'SP',
  'SAM',
  'GY',
  'GYAN',
  'KOMVUX_GRUND',
  'KOMVUX_GY',
  'KOMVUX_ANPASSAD',
  'SFI',
  'ORIENTERING',
  'FHSK',
  'IB',
  'INTERNATIONELL',
  'UTLAND',
  'ÖVRIG',
])
export type SchoolForm = z.infer<typeof SchoolForm>

/** `typ` of the completion sheet. */
export const CompletionKind = z.enum([
  'EXAMENSBEVIS',
  'STUDIEBEVIS',
  'GYMNASIEBEVIS_ANPASSAD',
  'IB_DIPLOM',
  'FHSK_BEHÖRIGHET',
  'UTLÄNDSK_GYMNASIEEXAMEN',
  'GYMNASIEEXAMEN_KOMVUX',
  'SLUTBETYG_GR',
])
export type CompletionKind = z.infer<typeof CompletionKind>

/** Why a period in the register began: `orsak` (decision 4). */
export const EntryReason = z.enum([
  'AVBROTT_NATIONELLT',
  'AVBROTT_INTRODUKTION',
  'STUDIEBEVIS',
  'SLUTAT_UTAN_BEVIS',
  'ALDRIG_BÖRJAT',
  'NY_I_LANDET',
  'OKÄND',
])
export type EntryReason = z.infer<typeof EntryReason>

/** `sysselsättning` (decision 4). */
export const Occupation = z.enum([
  'ARBETE',
  'STUDIER',
  'PRAKTIK',
  'ÅTGÄRD',
  'SJUKDOM',
  'FÖRÄLDRALEDIG',
  'VÄRNPLIKT',
  'UTLAND',
  'FRIHETSBERÖVAD',
  'ANNAN',
  'INGEN',
  'OKÄND',
])
export type Occupation = z.infer<typeof Occupation>

/** Why a period in the register ended, or a day on which it would: what the change feed and the explanation say. */
export const ChangeCause = z.enum([
  'upper_age',
  'moved_in',
  'moved_out',
  'gone',
  'returned',
  'schooling_ended',
  'schooling_resumed',
  'studies_started',
  'studies_ended',
  'completed',
  'decision_began',
  'decision_ended',
  'corrected',
])
export type ChangeCause = z.infer<typeof ChangeCause>

/** Why a member is listed as unclear until somebody decides (decision 3). */
export const UnclearCause = z.enum([
  'FHSK',
  'UTLAND',
  'ÖVRIG',
  'BIRTH_DATE',
  'NO_RESIDENCE',
  'PROTECTED_RESIDENCE',
  'MARKED',
])
export type UnclearCause = z.infer<typeof UnclearCause>

/** A condition as an explanation names it: hemkommun, the six items of 29:9, status, decision (decision 4). */
export type ConditionItem = 'hemkommun' | 1 | 2 | 3 | 4 | 5 | 6 | 'status' | 'decision'
