/** Whom something of one's own is shared with: nobody, a team, or every colleague. */
export type SharedWith = { readonly shared: boolean; readonly teamId: string | null }

/** What was chosen: `own`, `shared`, or a team that one is in. Null for anything else: nobody shares with a team of others. */
export function sharedWith(chosen: string, teams: readonly { readonly id: string }[]): SharedWith | null {
  if (chosen === 'own') return { shared: false, teamId: null }
  if (chosen === 'shared') return { shared: true, teamId: null }
  return teams.some(({ id }) => id === chosen) ? { shared: true, teamId: chosen } : null
}
