import { spawnSync } from 'node:child_process'
import { chmodSync, lchownSync, lstatSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { notOnThisSystem } from './binaries.ts'

/**
 * How PostgreSQL, which refuses to be root, is started: as which user, and behind which program.
 * `owner` is the user that must own its folders; undefined leaves them as they are.
 */
export type Identity = {
  readonly owner: number | undefined
  readonly uid: number | undefined
  readonly prefix: readonly string[]
}

type Command = { readonly file: string; readonly args: readonly string[]; readonly uid: number | undefined }

/** In every distribution's list of users, which initdb insists on; owns nothing elsewhere. */
const NOBODY = 65534

const HIMSELF: Identity = { owner: undefined, uid: undefined, prefix: [] }

/** The command line that runs `program` under the identity; with `tied` it gets SIGINT when our process dies. */
export function commandUnder(identity: Identity, program: readonly string[], tied = false): Command {
  const leash = tied && hasSetpriv() ? ['setpriv', '--pdeathsig', 'INT', '--'] : []
  const [file = '', ...args] = [...identity.prefix, ...leash, ...program]
  return { file, args, uid: identity.uid }
}

/**
 * Chooses the identity and hands it the folders. Anyone but root runs PostgreSQL as himself. For root, in this order: as the
 * owner of the cluster (or nobody) when program and folder can be reached by that user; else, as below a 0700 home, in a user
 * namespace where root bears another number; else as that user with the right to pass closed folders (containers without namespaces).
 */
export function chooseIdentity(
  postgres: string,
  folders: { readonly root: string; readonly owned: readonly string[] },
) {
  if (process.getuid?.() !== 0) return HIMSELF
  const previous = ownerOf(folders.owned[0] ?? folders.root)
  const user = previous === undefined || previous === 0 ? NOBODY : previous
  const id = String(user)
  const choices: readonly Identity[] = [
    { owner: user, uid: user, prefix: [] },
    { owner: 0, uid: undefined, prefix: ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--'] },
    {
      owner: user,
      uid: undefined,
      prefix: ['setpriv', `--reuid=${id}`, `--regid=${id}`, '--clear-groups', '--inh-caps=+dac_override'].concat([
        '--ambient-caps=+dac_override',
        '--',
      ]),
    },
  ]
  const chosen = choices.find((choice) => reaches(choice, postgres, folders.root))
  if (!chosen) {
    throw notOnThisSystem({
      sv: 'PostgreSQL går inte att köra som root, och ingen annan användare når den här mappen.',
      en: 'PostgreSQL refuses to run as root, and no other user can reach this folder.',
    })
  }
  for (const folder of folders.owned) handOver(folder, chosen.owner)
  return chosen
}

/** Tries for real: pass the folders on the way, and execute the program. */
function reaches(identity: Identity, postgres: string, root: string): boolean {
  const script = 'cd -- "$1" && exec "$2" --version'
  const { file, args, uid } = commandUnder(identity, ['sh', '-c', script, 'sh', root, postgres])
  return (
    spawnSync(file, args, { cwd: '/', stdio: 'ignore', ...(uid === undefined ? {} : { uid, gid: uid }) }).status === 0
  )
}

/** Makes a folder that only its owner may open. An existing one is closed to others. */
export function makePrivate(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if ((lstatSync(folder).mode & 0o077) !== 0) chmodSync(folder, 0o700)
}

function ownerOf(path: string): number | undefined {
  return lstatSync(path, { throwIfNoEntry: false })?.uid
}

function handOver(path: string, owner: number | undefined): void {
  const entry = lstatSync(path, { throwIfNoEntry: false })
  if (owner === undefined || entry === undefined || entry.uid === owner) return
  if (entry.isDirectory()) for (const name of readdirSync(path)) handOver(join(path, name), owner)
  lchownSync(path, owner, owner)
}

let setpriv: boolean | undefined

function hasSetpriv(): boolean {
  setpriv ??= spawnSync('setpriv', ['--pdeathsig', 'INT', '--', 'true'], { stdio: 'ignore' }).status === 0
  return setpriv
}
