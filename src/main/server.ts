import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { log } from '../kernel/log.ts'
import type { Gateways } from '../outreach/messages/gateway.ts'
import { webApp } from '../web/app.ts'
import { type Waited, waitingApp } from '../web/waiting.ts'
import { CommandError } from './commands/command.ts'
import type { Config } from './config.ts'
import { ConfigError } from './config-error.ts'
import { messagingOf } from './gateways.ts'
import { mailerOf } from './mail.ts'
import type { Sedd } from './open.ts'
import { pusherOf } from './push.ts'

export type Running = { readonly url: string; stop(): Promise<void> }

type Serving = { readonly waited?: () => Waited | null; readonly gateways?: () => Gateways }

/**
 * Serves the web surface, and a page that asks for patience for as long as `waited` tells of something to wait for.
 * `stop` answers what has begun, then closes.
 */
export async function startServer(
  sedd: Sedd,
  config: Config,
  { waited = () => null, gateways = () => ({}) }: Serving = {},
): Promise<Running> {
  const surfaces = {
    web: sedd.database('sedd_web'),
    imports: sedd.database('sedd_import'),
    signIn: sedd.database('sedd_sign_in'),
  }
  const { publicUrl, pullHosts, providers, proxies } = config
  const messaging = messagingOf(sedd, config, gateways)
  const send = mailerOf(config)
  const mails = send === null ? {} : { send }
  const pushKey = pusherOf(config)?.publicKey ?? null
  const app = webApp({ surfaces, publicUrl, pullHosts, providers, proxies, messaging, pushKey, ...mails })
  const waiting = waitingApp(() => waited() ?? { done: 0, total: 1 })
  const fetch: typeof app.fetch = (request, env) => (waited() ? waiting : app).fetch(request, env)
  const server = await listening(() => serve({ fetch, port: config.port, hostname: config.host }), config)
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : config.port
  const url = config.publicUrl ?? `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`
  // At a terminal the address is told in words.
  if (!process.stderr.isTTY) log('info', 'server.listening', { port })
  return { url, stop: () => finish(server) }
}

function listening(start: () => unknown, config: Config): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = start() as Server
    server.once('listening', () => resolve(server))
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        reject(
          new CommandError(
            `Port ${config.port} används redan. Välj en annan: PORT=${config.port + 1} npm start\nPort ${config.port} is taken. Choose another: PORT=${config.port + 1} npm start`,
          ),
        )
      } else if (error.code === 'EACCES') {
        reject(
          new CommandError(
            `Port ${config.port} får inte användas av den här användaren. Välj en över 1024.\nPort ${config.port} is not permitted for this user. Choose one above 1024.`,
          ),
        )
      } else if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN') {
        reject(new ConfigError({ variable: 'HOST', fault: 'address' }))
      } else reject(error)
    })
  })
}

/** New connections are refused, requests under way are answered, idle connections are closed. */
function finish(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const hurry = setTimeout(() => server.closeAllConnections(), 20_000)
    server.close(() => {
      clearTimeout(hurry)
      resolve()
    })
    server.closeIdleConnections()
  })
}
