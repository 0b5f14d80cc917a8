import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'

/** A small IMAP server (RFC 3501, RFC 6851): as much of one as emptying a mailbox needs. Each folder is what lies in it, by number. */
export class FakeImap {
  readonly folders = new Map<string, Map<number, Buffer>>([['INBOX', new Map()]])
  readonly #server = createServer((socket) => this.#talk(socket))
  readonly #lines = new Set<Socket>()
  #next = 1

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `imap://svar:hemligt@127.0.0.1:${(this.#server.address() as AddressInfo).port}/INBOX`
  }

  async stop(): Promise<void> {
    for (const line of this.#lines) line.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  /** Somebody writes; lines end as they do on the wire. */
  put(mail: string): void {
    this.folders.get('INBOX')?.set(this.#next++, Buffer.from(mail.replaceAll(/\r?\n/g, '\r\n')))
  }

  #talk(socket: Socket): void {
    this.#lines.add(socket)
    socket.on('error', () => undefined)
    socket.write('* OK [CAPABILITY IMAP4rev1 MOVE UIDPLUS] ready\r\n')
    let [buffered, open] = ['', '']
    socket.on('data', (data) => {
      buffered += data.toString()
      for (let end = buffered.indexOf('\r\n'); end !== -1; end = buffered.indexOf('\r\n')) {
        const line = buffered.slice(0, end)
        buffered = buffered.slice(end + 2)
        const [tag = '', ...rest] = line.split(' ')
        open = this.#answer(socket, { tag, command: rest.join(' '), open })
      }
    })
  }

  /** Answers one command, and tells which folder is open after it. */
  #answer(socket: Socket, { tag, command, open }: { tag: string; command: string; open: string }): string {
    const say = (...lines: readonly string[]) => socket.write(lines.map((line) => `${line}\r\n`).join(''))
    const verb = command.toUpperCase()
    const named = /"([^"]*)"|(\S+)$/.exec(command)
    const folder = named?.[1] ?? named?.[2] ?? ''
    const mails = this.folders.get(open) ?? new Map<number, Buffer>()
    let now = open
    if (verb.startsWith('CAPABILITY')) say('* CAPABILITY IMAP4rev1 MOVE UIDPLUS')
    else if (verb.startsWith('LIST'))
      say(command.endsWith('"" ""') ? '* LIST (\\Noselect) "/" ""' : '* LIST () "/" INBOX')
    else if (verb.startsWith('CREATE') && !this.folders.has(folder)) this.folders.set(folder, new Map())
    else if (verb.startsWith('SELECT')) {
      now = folder
      say(
        `* ${this.folders.get(folder)?.size ?? 0} EXISTS`,
        '* FLAGS (\\Seen)',
        '* OK [UIDVALIDITY 1] ok',
        `* OK [UIDNEXT ${this.#next}] ok`,
      )
    } else if (verb.startsWith('UID SEARCH')) say(`* SEARCH ${[...mails.keys()].join(' ')}`.trim())
    else if (verb.startsWith('UID FETCH')) this.#fetch(socket, mails, command)
    else if (verb.startsWith('UID MOVE')) this.#move(say, mails, command)
    else if (verb.startsWith('LOGOUT')) say('* BYE')
    say(`${tag} OK${verb.startsWith('SELECT') ? ' [READ-WRITE]' : ''} done`)
    return now
  }

  #fetch(socket: Socket, mails: ReadonlyMap<number, Buffer>, command: string): void {
    const uid = Number(/UID FETCH (\d+)/i.exec(command)?.[1])
    const mail = mails.get(uid)
    if (mail === undefined) return
    const most = Number(/<0\.(\d+)>/.exec(command)?.[1] ?? mail.length)
    const part = mail.subarray(0, most)
    socket.write(
      `* ${[...mails.keys()].indexOf(uid) + 1} FETCH (UID ${uid} RFC822.SIZE ${mail.length} BODY[]<0> {${part.length}}\r\n`,
    )
    socket.write(part)
    socket.write(')\r\n')
  }

  #move(say: (...lines: readonly string[]) => void, mails: Map<number, Buffer>, command: string): void {
    const uid = Number(/UID MOVE (\d+)/i.exec(command)?.[1])
    const to = /"([^"]*)"$|(\S+)$/.exec(command)
    const mail = mails.get(uid)
    if (mail === undefined) return
    say(`* OK [COPYUID 1 ${uid} ${uid}] moved`, `* ${[...mails.keys()].indexOf(uid) + 1} EXPUNGE`)
    mails.delete(uid)
    this.folders.get(to?.[1] ?? to?.[2] ?? '')?.set(uid, mail)
  }
}
