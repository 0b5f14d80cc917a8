#!/usr/bin/env node
// Completes package-lock.json with the packages of other platforms. An `npm install` against a registry that lacks some of them
// (a mirror) leaves them out, and `npm ci` then refuses the file everywhere. Nothing of them is fetched where they do not belong.
// npm run lock          writes what is missing
// npm run lock -- --check   exit 1 when something is missing
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const FILE = join(dirname(fileURLToPath(import.meta.url)), '..', 'package-lock.json')
const SYSTEMS = {
  darwin: 'darwin',
  windows: 'win32',
  win32: 'win32',
  android: 'android',
  freebsd: 'freebsd',
  openharmony: 'openharmony',
  linux: 'linux',
}
const PROCESSORS = ['arm64', 'x64', 'ia32', 'riscv64', 'ppc64', 's390x', 'arm']

const lock = JSON.parse(readFileSync(FILE, 'utf8'))
const added = complete(lock.packages)
if (process.argv.includes('--check')) {
  for (const path of added) process.stdout.write(`${path} is missing from package-lock.json: npm run lock\n`)
  process.exitCode = added.length === 0 ? 0 : 1
} else if (added.length > 0) {
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')))
  writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`)
  process.stdout.write(`${added.length} packages of other platforms added\n`)
}

/** Adds an entry for each exact optional dependency that has none. Returns where. */
function complete(packages) {
  const missing = []
  for (const [path, parent] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      if (!/^\d/.test(version) || isThere(packages, path, { name, version })) continue
      const beside = `${path.slice(0, path.lastIndexOf('node_modules/'))}node_modules/${name}`
      const place = packages[beside] ? `${path}/node_modules/${name}` : beside
      packages[place] = entry(name, version, parent)
      missing.push(place)
    }
  }
  return missing
}

/** As Node looks for it: below the package that wants it, then in each folder above. */
function isThere(packages, path, { name, version }) {
  const folders = path.split('node_modules/').map((_, index, parts) => parts.slice(0, index + 1).join('node_modules/'))
  const places = [...folders.map((folder) => `${folder}node_modules/${name}`), `${path}/node_modules/${name}`]
  return places.some((place) => packages[place]?.version === version)
}

function entry(name, version, parent) {
  const words = name.split('/').at(-1).split(/[-.]/)
  const os = words.map((word) => SYSTEMS[word]).find(Boolean)
  const cpu = PROCESSORS.find((processor) => words.includes(processor))
  if (!os || !cpu) throw new Error(`${name} is not named after a platform: add it by hand`)
  const libc =
    os !== 'linux'
      ? undefined
      : words.some((word) => word.startsWith('musl'))
        ? 'musl'
        : words.some((word) => word.startsWith('gnu'))
          ? 'glibc'
          : undefined
  return {
    version,
    cpu: [cpu],
    ...(parent.dev ? { dev: true } : {}),
    ...(libc ? { libc: [libc] } : {}),
    optional: true,
    os: [os],
  }
}
