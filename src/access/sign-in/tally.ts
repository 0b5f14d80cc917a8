/** A way in: what was refused is counted by it. */
export type Way = 'passkey' | 'oidc' | 'invitation' | 'scim'
/** Whose tries had been too many: an account's, an address's, those that only began, or a bearer's without a token. */
export type Stopped = 'account' | 'address' | 'begun' | 'scim'

/** How often somebody was not let in since the start: by way and reason, never who. For the figures of those who run Sedd. */
export class SignInTally {
  readonly #refused = new Map<string, { readonly way: Way; readonly reason: string; count: number }>()
  readonly #stopped = new Map<Stopped, number>()

  refuse(way: Way, reason: string): void {
    const key = `${way} ${reason}`
    const kept = this.#refused.get(key) ?? { way, reason, count: 0 }
    kept.count += 1
    this.#refused.set(key, kept)
  }

  /** It had been tried too often, and was not tried. */
  stop(by: Stopped): void {
    this.#stopped.set(by, (this.#stopped.get(by) ?? 0) + 1)
  }

  get refused(): readonly { readonly way: Way; readonly reason: string; readonly count: number }[] {
    return [...this.#refused.values()]
  }

  get stopped(): readonly { readonly by: Stopped; readonly count: number }[] {
    return [...this.#stopped].map(([by, count]) => ({ by, count }))
  }
}
