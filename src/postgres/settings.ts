import { statfsSync } from 'node:fs'
import { totalmem } from 'node:os'

const MB = 1024 * 1024

const BOTH = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  timezone: 'UTC',
  max_connections: '200',
  maintenance_work_mem: '128MB',
  work_mem: '32MB',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  jit: 'off',
  // The log names no person: statements, values and details stay out, and errors are reported by the program that asked.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length_on_error: '0',
  log_checkpoints: 'off',
  log_timezone: 'UTC',
}

const DURABLE = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // After a crash everything is written out before it is trusted: in one call, where thousands of files one by one take two seconds.
  ...(process.platform === 'linux' ? { recovery_init_sync_method: 'syncfs' } : {}),
}

/** For tests, whose data nobody will miss. */
const FAST = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum_naptime: '5min',
}

/** Server settings as command-line arguments: they follow the program, not a file written by an older version. */
export function settings({ durable }: { readonly durable: boolean }): readonly string[] {
  const all = { ...BOTH, ...(durable ? DURABLE : FAST), ...memory() }
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

function memory(): Record<string, string> {
  const limit = process.constrainedMemory()
  const total = Math.min(totalmem(), limit > 0 ? limit : Number.POSITIVE_INFINITY) / MB
  return {
    shared_buffers: `${Math.max(16, Math.min(256, Math.floor(total / 4)))}MB`,
    effective_cache_size: `${Math.max(64, Math.floor(total / 2))}MB`,
    dynamic_shared_memory_type: hasRoomyShm() ? 'posix' : process.platform === 'linux' ? 'sysv' : 'posix',
  }
}

/** Containers often give /dev/shm 64 MB, in which parallel queries fail. */
function hasRoomyShm(): boolean {
  try {
    const { bsize, blocks } = statfsSync('/dev/shm')
    return bsize * blocks >= 256 * MB
  } catch {
    return false
  }
}
