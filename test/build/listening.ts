import type { Server } from 'node:net'

/** Host and port of a server that listens. */
export function addressOf(server: Server): string {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  return `127.0.0.1:${address.port}`
}
