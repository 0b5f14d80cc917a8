import { OF_THE_POST } from './equivalents-post.ts'
import { SHARING_EQUIVALENTS } from './equivalents-sharing.ts'
import { STAFF_EQUIVALENTS } from './equivalents-staff.ts'
import type { Mutant } from './mutants.ts'

/**
 * Mutants that break nothing, each with why. One that some proof finds after all, or that is not among the mutants any longer, fails
 * the run: this list says what is so, and no more.
 */
export type Equivalent = {
  readonly mutants: RegExp
  /** What is in its statement, where a function says the same thing twice and one of them matters. */
  readonly broken?: RegExp
  readonly why: string
}

export const isOf = ({ mutants, broken }: Equivalent, { kind, name, statement }: Mutant) =>
  mutants.test(`${kind} ${name}`) && (broken === undefined || broken.test(statement))

export const EQUIVALENTS: readonly Equivalent[] = [
  ...OF_THE_POST,
  ...SHARING_EQUIVALENTS,
  ...STAFF_EQUIVALENTS,
  {
    mutants:
      /^policy (?!public\.message )\S+ hidden: (using|check) \(NOT \( SELECT access\.hides\(\) AS hides\)\) → false$/,
    why: 'A short cut: where nobody is hidden, access.hidden() is empty and keeps nobody out.',
  },
  {
    mutants:
      /^policy public\.approval own_or_reviewed: using \(\( SELECT access\.actor_role\(\) AS actor_role\) = 'machine'::text\) → false$/,
    why: 'The machine carries the right to review, which is asked beside it.',
  },
  {
    mutants:
      /^policy public\.duplicate_suggestion need_to_know: check (\((person|other)_id IN \( SELECT access\.reach\('merge'::text\) AS reach\)\) → true|\(true AND .*\) → false)$/,
    why: 'No role has duplicates as a topic of those it works with: whoever writes them reaches everybody.',
  },
  {
    mutants:
      /^policy public\.(note|support_method_session) need_to_know: check \(\( SELECT access\.actor_role\(\) AS actor_role\) = 'machine'::text\) → false$/,
    why: 'No surface that the machine signs in on may write a note, so that it is never asked.',
  },
  {
    mutants: /^policy public\.outreach_step kept_as_written: using \(m\.domain_id = outreach_step\.domain_id\) → true$/,
    why: 'The messages that are asked about are walled to the domain as the steps are.',
  },
  {
    mutants: /^policy public\.support_method_session kept_as_written: (using |permissive$|dropped$)/,
    why: 'No surface may change a talk that is noted. The wall is there for the owner, and for the day when one may.',
  },
  {
    mutants:
      /^body access\.(within|units_of|worked_among|hidden|kept_from|shut_out|same_person|is_protected)\(.*\): \w\.domain_id = (home|access\.domain_id\(\)) → true$/,
    why: 'These run as sedd_reach, which is walled to one domain in every table (domain_wall, for_reach). Those walls are broken in their turn.',
  },
  {
    mutants: /^body access\.(within|hidden|same_person)\(.*\): [mp]\.root_id <> [mp]\.id → true$/,
    why: 'Adds those who stand under nobody to a set that they are in already, and a union keeps one of each.',
  },
  {
    mutants:
      /^body access\.hidden\(\): (account is null or .*|account is null|access\.hides\(\) is not true|cardinality\(chosen\) = 0) → false$/,
    why: 'Short cuts to the empty set: without an account there are no claims, and whoever hides() is not true for chooses nobody.',
  },
  {
    mutants:
      /^body access\.(reach\(text\): (ids is null and access\.claim\(1\) is null|access\.claim\(1\) is null)|kept_from\(\): account is null) → false$/,
    why: 'Without an account there are no claims, and no domain either: every set that follows is empty.',
  },
  {
    mutants: /^body access\.units_of\(.*\): u\.school_unit_code is not null → true$/,
    why: 'A pupil goes to a unit with a code; no code is equal to one that is missing.',
  },
  {
    mutants:
      /^body access\.begin\(.*\): (b\.domain_id = begin\.domain_id|b\.ended_at is null|\(b\.account_id = begin\.account_id or .*\)|b\.account_id is null|begin\.account_id <> all \(b\.except_ids\)) → true$/,
    why: 'The same short cut, told at the door: whether anybody at all may be hidden. Who it is, access.hidden() finds by itself.',
  },
  {
    mutants: /^body access\.claim\(integer\): context = '' → false$/,
    why: 'An empty context has no fifteen parts, which is asked next and answered alike.',
  },
  {
    mutants: /^body access\.keep\(text,uuid\[\]\): cardinality\(ids\) > 5000 → false$/,
    why: 'What is not kept is worked out, with the same answer: it saves time, and shuts nothing.',
  },
  {
    mutants: /^body access\.kept\(text\): current_setting\('transaction_isolation'\) <> 'repeatable read' → false$/,
    why: 'Nothing is kept in a transaction of another kind: access.keep_reach() asks the same, and is broken in its turn.',
  },
  {
    mutants: /^body access\.kept\(text\): (value is null or .*|value is null|value = '') → false$/,
    why: 'A short cut for what was not kept: no seal is that of nothing, and without a value there is no list to answer with.',
  },
  {
    mutants: /^body access\.(claim\(integer\)|kept\(text\)|mac\(text\)): k\.id = 1 → true$/,
    why: 'The table has one row: its primary key may be nothing but 1.',
  },
  {
    mutants: /^body access\.note_topics\(\): t like 'note\.%' → true$/,
    why: 'What is left of the other topics without their first five letters is no topic of a note.',
  },
  {
    mutants: /^body access\.note_topics\(\): 'note' = any \(opened\) → true$/,
    why: 'Of a visit that does not open notes nobody is in reach for notes, and the policy asks for both.',
  },
  {
    mutants: /^body access\.shut_secrecies\(\): s\.domain_id = v\.domain_id → true$/,
    why: 'The id of a share is unique in the whole table, and not within its domain alone.',
  },
]
