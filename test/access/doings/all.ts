import type { Doing } from './doing.ts'
import { POST } from './post.ts'
import { SHARING } from './sharing.ts'
import { STAFF_DOINGS } from './staff.ts'

export const DOINGS: readonly Doing[] = [...STAFF_DOINGS, ...SHARING, ...POST]
