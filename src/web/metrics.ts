/** Counts and times of requests since start, as Prometheus text. No address, name or id of a person stands in a label. */
export class Metrics {
  readonly #requests = new Map<string, { count: number; seconds: number }>()
  readonly #started = process.uptime()

  /** `route` is the pattern, never the address itself. */
  observe(route: string, method: string, status: number, seconds: number): void {
    const key = `route="${route}",method="${method}",status="${status}"`
    const kept = this.#requests.get(key) ?? { count: 0, seconds: 0 }
    kept.count += 1
    kept.seconds += seconds
    this.#requests.set(key, kept)
  }

  render(): string {
    const lines = ['# TYPE sedd_http_requests_total counter']
    for (const [labels, { count }] of this.#requests) lines.push(`sedd_http_requests_total{${labels}} ${count}`)
    lines.push('# TYPE sedd_http_request_seconds_total counter')
    for (const [labels, { seconds }] of this.#requests) {
      lines.push(`sedd_http_request_seconds_total{${labels}} ${seconds.toFixed(6)}`)
    }
    lines.push('# TYPE sedd_process_resident_bytes gauge', `sedd_process_resident_bytes ${process.memoryUsage.rss()}`)
    lines.push(
      '# TYPE sedd_uptime_seconds gauge',
      `sedd_uptime_seconds ${(process.uptime() - this.#started).toFixed(1)}`,
    )
    return `${lines.join('\n')}\n`
  }
}
