import { log } from '../kernel/log.ts'
import { headLines } from '../trail/head-words.ts'
import { startSealer } from '../trail/sealer.ts'
import { TEXT } from '../trail/text.ts'
import { fileWitness, mailWitness, newestWitnessed, startCourier, urlWitness, type Witness } from '../trail/witness.ts'
import type { Config } from './config.ts'
import { mailer } from './mail.ts'
import type { Sedd } from './open.ts'
import { trailSigner } from './trail-key.ts'

export type Sealing = { stop(): Promise<void> }

/** Seals, signs and hands to the witnesses for as long as the program serves; what was done last is sealed before it ends. */
export async function startSealing(sedd: Sedd, config: Config): Promise<Sealing> {
  const db = sedd.database('sedd_jobs')
  const { witnessFile } = config.trail
  const known = witnessFile === null ? null : await newestWitnessed(witnessFile)
  const signer = trailSigner(config.trail.key)
  log('info', 'trail.key', { fingerprint: signer.fingerprint, publicKey: signer.publicKey.toString('base64') })
  const sealer = startSealer(db, signer, known)
  const couriers = witnesses(config).map((witness) => startCourier(db, witness))
  return {
    async stop() {
      await sealer.stop()
      await Promise.all(couriers.map((courier) => courier.stop()))
    },
  }
}

function witnesses({ trail, smtpUrl, mailFrom }: Config): readonly Witness[] {
  const { witnessFile, witnessUrl, witnessMail } = trail
  const found: Witness[] = []
  if (witnessFile !== null) found.push(fileWitness(witnessFile))
  if (witnessUrl !== null) found.push(urlWitness(witnessUrl))
  if (witnessMail !== null && smtpUrl !== null && mailFrom !== null) {
    const send = mailer(smtpUrl, mailFrom)
    const subject = `${TEXT['head.subject'].sv} / ${TEXT['head.subject'].en}`
    found.push(
      mailWitness((head) =>
        send({
          to: witnessMail,
          subject,
          text: `${headLines(head, 'sv')}\n\n${headLines(head, 'en')}\n\n${JSON.stringify(head)}\n`,
        }),
      ),
    )
  }
  return found
}
