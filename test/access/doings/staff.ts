import type { Doing } from './doing.ts'

/** Accounts, roles, teams and what is provisioned from outside. */
export const STAFF_DOINGS: readonly Doing[] = []
