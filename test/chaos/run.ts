import { drawing } from './drawing.ts'
import { tooSlow, within } from './recovery.ts'
import { rage } from './storm.ts'

/**
 * `npm run chaos [kills] [seed]`: 200 kills of the program and its database under load. Exit 1 when a promise was broken, or when
 * it took too long to come back.
 */
const [kills = '200', seed = String(Math.floor(Math.random() * 2 ** 31))] = process.argv.slice(2)
const say = (line: string) => process.stdout.write(`${line}\n`)

say(`seed ${seed}`)
const storm = await rage(Number(kills), drawing(Number(seed)), say)
const at = (share: number) => `${within(storm.recovery, share)} ms`
say(`${storm.kills} kills, ${storm.saved} writes acknowledged, ${storm.read} notes read, ${storm.files} files`)
say(`recovery: p50 ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1)}`)
for (const { victim, ms } of storm.longest) say(`… ${Math.round(ms)} ms after killing ${victim}`)
for (const fault of storm.broken) say(`BROKEN ${fault}`)
say(storm.broken.length === 0 ? 'every promise was kept' : `${storm.broken.length} promises broken`)
const slow = tooSlow(storm.recovery)
for (const fault of slow) say(`TOO SLOW ${fault}`)
process.exitCode = storm.broken.length + slow.length === 0 ? 0 : 1
