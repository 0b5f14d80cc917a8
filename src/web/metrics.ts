import type { SignInTally } from '../access/sign-in/tally.ts'
import type { TrailState } from '../trail/model.ts'

/** Counts and times of requests since start, as Prometheus text. No address, name or id of a person stands in a label. */
export class Metrics {
  readonly #requests = new Map<string, { count: number; seconds: number }>()
  readonly #started = process.uptime()
  readonly #signIns: SignInTally

  constructor(signIns: SignInTally) {
    this.#signIns = signIns
  }

  /** `route` is the pattern, never the address itself. */
  observe(route: string, method: string, status: number, seconds: number): void {
    const key = `route="${route}",method="${method}",status="${status}"`
    const kept = this.#requests.get(key) ?? { count: 0, seconds: 0 }
    kept.count += 1
    kept.seconds += seconds
    this.#requests.set(key, kept)
  }

  /** `overdue`: accesses in an emergency that nobody has reviewed within 72 hours. */
  render(trail: TrailState | null, overdue: number | null): string {
    const lines = ['# TYPE sedd_http_requests_total counter']
    for (const [labels, { count }] of this.#requests) lines.push(`sedd_http_requests_total{${labels}} ${count}`)
    lines.push('# TYPE sedd_http_request_seconds_total counter')
    for (const [labels, { seconds }] of this.#requests) {
      lines.push(`sedd_http_request_seconds_total{${labels}} ${seconds.toFixed(6)}`)
    }
    lines.push(...this.#signInLines())
    lines.push('# TYPE sedd_process_resident_bytes gauge', `sedd_process_resident_bytes ${process.memoryUsage.rss()}`)
    lines.push(
      '# TYPE sedd_uptime_seconds gauge',
      `sedd_uptime_seconds ${(process.uptime() - this.#started).toFixed(1)}`,
    )
    if (trail !== null) {
      lines.push('# TYPE sedd_trail_waiting_events gauge', `sedd_trail_waiting_events ${trail.waiting}`)
      lines.push(
        '# TYPE sedd_trail_seal_delay_seconds gauge',
        `sedd_trail_seal_delay_seconds ${trail.delaySeconds.toFixed(3)}`,
      )
      lines.push('# TYPE sedd_trail_sealed_batches counter', `sedd_trail_sealed_batches ${trail.sealed ?? 0}`)
      lines.push('# TYPE sedd_trail_signed_batches counter', `sedd_trail_signed_batches ${trail.signed ?? 0}`)
    }
    if (overdue !== null) lines.push('# TYPE sedd_glass_reviews_overdue gauge', `sedd_glass_reviews_overdue ${overdue}`)
    return `${lines.join('\n')}\n`
  }

  #signInLines(): readonly string[] {
    const { refused, stopped } = this.#signIns
    return [
      '# TYPE sedd_sign_in_refused_total counter',
      ...refused.map(
        ({ way, reason, count }) => `sedd_sign_in_refused_total{way="${way}",reason="${reason}"} ${count}`,
      ),
      '# TYPE sedd_sign_in_stopped_total counter',
      ...stopped.map(({ by, count }) => `sedd_sign_in_stopped_total{by="${by}"} ${count}`),
    ]
  }
}
