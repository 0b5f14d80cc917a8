import type { Doing } from './doing.ts'

/** Shares, consents, blocks, grounds and who is let in. */
export const SHARING: readonly Doing[] = []
