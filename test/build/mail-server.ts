import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { addressOf } from './listening.ts'

/** As much SMTP as it takes to be given a mail, in process. `mails` are what was sent, headers and all. */
export async function aMailServer(): Promise<{ url: string; mails: readonly string[]; close(): Promise<void> }> {
  const mails: string[] = []
  const server = createServer((socket) => {
    let mail: string[] | null = null
    socket.on('error', () => undefined)
    socket.write('220 test\r\n')
    createInterface({ input: socket }).on('line', (line) => {
      if (mail !== null && line !== '.') return mail.push(line)
      if (mail !== null) mails.push(mail.join('\n'))
      mail = line === 'DATA' ? [] : null
      return socket.write(line === 'DATA' ? '354 go on\r\n' : line === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n')
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    server.close()
    await once(server, 'close')
  }
  return { url: `smtp://${addressOf(server)}`, mails, close }
}
