import { Agent, get } from 'node:http'

/** Asks for pages of the list with some clients at once for some seconds, then tells its parent how it went. */
const [url = '', token = '', clients = '10', seconds = '8', pages = '20'] = process.argv.slice(2)
const agent = new Agent({ keepAlive: true, maxSockets: Number(clients) })
const until = performance.now() + Number(seconds) * 1000
const took: number[] = []

function ask(n: number): Promise<void> {
  return new Promise((resolve, reject) => {
    get(
      `${url}/register?page=${1 + ((n * 37) % Number(pages))}`,
      { agent, headers: { cookie: `sedd_session=${token}` } },
      (response) => {
        if (response.statusCode !== 200) reject(new Error(`answered ${response.statusCode}`))
        response.resume()
        response.once('end', resolve)
      },
    ).once('error', reject)
  })
}

async function client(first: number): Promise<void> {
  for (let n = first; performance.now() < until; n += 1) {
    const began = performance.now()
    await ask(n)
    took.push(performance.now() - began)
  }
}

const began = performance.now()
await Promise.all(Array.from({ length: Number(clients) }, (_, n) => client(n)))
const elapsed = (performance.now() - began) / 1000
took.sort((a, b) => a - b)
const at = (share: number) => took[Math.floor(took.length * share)] ?? 0
process.send?.({ perSecond: took.length / elapsed, p50: at(0.5), p95: at(0.95) })
agent.destroy()
