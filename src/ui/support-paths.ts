import { workPaths } from './work-paths.ts'

/** The addresses of the case, and of what hangs on it; part of `paths`. */
export const supportPaths = {
  ...workPaths,
} as const
