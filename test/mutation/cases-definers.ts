import type { Case } from './cases.ts'
import { KEPT_CASES } from './cases-kept.ts'
import { POST_CASES } from './cases-post.ts'
import { SHARING_CASES } from './cases-sharing.ts'
import { STAFF_CASES } from './cases-staff.ts'

/** Of the functions that stand behind no wall: asked when one of them is broken. */
export const DEFINER_CASES: readonly Case[] = [...STAFF_CASES, ...SHARING_CASES, ...POST_CASES, ...KEPT_CASES]
